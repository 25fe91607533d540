import { post } from '../../src/delivery/http';
import { stowSender } from '../../src/delivery/stow';
import { structuredReport } from '../../src/interchange/dicom/structuredReport';
import { sampleReport } from '../interchange/sampleReport';
import { HttpPeer, type PeerAnswer } from '../support/peers/httpPeer';

const { file, sopInstanceUid } = structuredReport(sampleReport());
const objects = [
  { bytes: file, sopInstanceUid },
  { bytes: file, sopInstanceUid: '2.25.2' },
];

let next: PeerAnswer;
let peer: HttpPeer;
beforeAll(async () => {
  peer = await new HttpPeer(() => next).start();
});
afterAll(() => peer.stop());

function send(answer: PeerAnswer) {
  next = answer;
  return stowSender(`${peer.url}/dicom-web/`, post)(objects);
}

interface Said {
  readonly uid: string;
  readonly failure?: number;
  readonly warning?: number;
}

const item = ({ uid, failure, warning }: Said) => ({
  '00081150': { vr: 'UI', Value: ['1.2.840.10008.5.1.4.1.1.88.34'] },
  '00081155': { vr: 'UI', Value: [uid] },
  ...(failure === undefined ? {} : { '00081197': { vr: 'US', Value: [failure] } }),
  ...(warning === undefined ? {} : { '00081196': { vr: 'US', Value: [warning] } }),
});

function answer(status: number, stored: readonly Said[], failed: readonly Said[] = []): PeerAnswer {
  const body = {
    '00081199': { vr: 'SQ', Value: stored.map(item) },
    ...(failed.length === 0 ? {} : { '00081198': { vr: 'SQ', Value: failed.map(item) } }),
  };
  return { status, headers: { 'content-type': 'application/dicom+json' }, body: JSON.stringify(body) };
}

const [one, two] = [{ uid: sopInstanceUid }, { uid: '2.25.2' }];

test('all objects go in one request, byte for byte, to an address without a UID', async () => {
  expect(await send(answer(200, [one, two]))).toEqual({
    outcome: 'accepted',
    code: 'accepted',
    status: '200',
  });
  const { path, headers, body } = peer.requests.at(-1) ?? { path: '', headers: {}, body: Buffer.alloc(0) };
  expect(path).toBe('/dicom-web/studies');
  const boundary = /boundary=(\w+)/.exec(headers['content-type'] ?? '')?.[1] ?? '';
  expect(headers['content-type']).toContain('multipart/related; type="application/dicom"');
  expect(body.toString('latin1').split(`--${boundary}`)).toHaveLength(4);
  const [first] = [body.indexOf(Buffer.from(file)), body.lastIndexOf(Buffer.from(file))];
  expect(first).toBeGreaterThan(0);
  expect(body.lastIndexOf(Buffer.from(file))).toBeGreaterThan(first);
});

test.each<[string, PeerAnswer, object]>([
  [
    'stored with warnings',
    answer(202, [{ ...one, warning: 0xb000 }, two]),
    { outcome: 'accepted', code: 'accepted-with-warnings', status: '202 B000' },
  ],
  [
    'a part was refused for good',
    answer(202, [one], [{ ...two, failure: 0xa900 }]),
    { outcome: 'refused', code: 'partly-rejected', status: '202 A900' },
  ],
  [
    'a part failed for want of room',
    answer(202, [one], [{ ...two, failure: 0xa700 }]),
    { outcome: 'again', code: 'receiver-error', status: '202 A700' },
  ],
  [
    'one failed for good and one for now: the first decides',
    answer(
      409,
      [],
      [
        { ...one, failure: 0x0110 },
        { ...two, failure: 0xc000 },
      ],
    ),
    { outcome: 'refused', code: 'rejected', status: '409 C000' },
  ],
  [
    'all are there already',
    answer(
      409,
      [],
      [
        { ...one, failure: 0x0111 },
        { ...two, failure: 0x0111 },
      ],
    ),
    { outcome: 'accepted' },
  ],
  ['one was forgotten', answer(200, [one]), { outcome: 'again', code: 'not-understood' }],
  [
    'an answer in another form',
    { status: 200, body: '<xml/>' },
    { outcome: 'again', code: 'not-understood' },
  ],
  ['409 without a body', { status: 409 }, { outcome: 'refused', code: 'rejected', status: '409' }],
  ['another media type', { status: 415 }, { outcome: 'refused', code: 'rejected' }],
  [
    'busy',
    { status: 503, headers: { 'retry-after': '7' } },
    { outcome: 'again', code: 'busy', retryAfterSeconds: 7 },
  ],
])('%s', async (_, said, expected) => {
  expect(await send(said)).toMatchObject(expected);
});
