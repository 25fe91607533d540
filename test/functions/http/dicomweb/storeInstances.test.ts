import { createHash } from 'node:crypto';
import { encodePart10 } from '../../../../src/dicom/writing/encodePart10';
import { textElement } from '../../../../src/dicom/writing/plainElement';
import { type AppRuntime, appRuntime } from '../../../support/appRuntime';

const digitalXRay = '1.2.840.10008.5.1.4.1.1.1.1';
let running: AppRuntime;

beforeAll(async () => {
  running = await appRuntime();
});

afterAll(() => running?.stop(), 60_000);

function instance(sopInstance: string, study = '2.25.50', transferSyntax = '1.2.840.10008.1.2.1'): Buffer {
  return encodePart10(
    [
      textElement(0x00080016, 'UI', digitalXRay),
      textElement(0x00080018, 'UI', sopInstance),
      textElement(0x00100010, 'PN', 'SYNTHETIC^STOW'),
      textElement(0x0020000d, 'UI', study),
    ],
    { transferSyntax, sopClass: digitalXRay, sopInstance },
  );
}

const related = 'multipart/related; type="application/dicom"; boundary=b';

async function store(
  parts: readonly Buffer[],
  path = '',
  type = 'application/dicom',
  role: 'uploader' | 'reviewer' = 'uploader',
) {
  const body = Buffer.concat([
    ...parts.flatMap((part) => [Buffer.from(`\r\n--b\r\nContent-Type: ${type}\r\n\r\n`), part]),
    Buffer.from('\r\n--b--\r\n'),
  ]);
  const init = { method: 'POST', body: new Uint8Array(body), headers: { 'content-type': related } };
  const response = await running.fetch(`/dicomweb/studies${path}`, init, role);
  const text = await response.text();
  return { status: response.status, type: response.headers.get('content-type'), answer: JSON.parse(text) };
}

const uid = (value: string) => ({ vr: 'UI', Value: [value] });
const named = (sopInstance: string) => ({ '00081150': uid(digitalXRay), '00081155': uid(sopInstance) });
const failed = (code: number) => ({ '00081197': { vr: 'US', Value: [code] } });
const sequence = (...items: object[]) => ({ vr: 'SQ', Value: items });

async function storedNames(): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of running.incoming.listBlobsFlat({ prefix: 'dicomweb/' })) names.push(name);
  return names;
}

it('stores instances byte for byte, each once', async () => {
  const files = [instance('2.25.101'), instance('2.25.102', '2.25.51')];
  for (let times = 0; times < 2; times += 1)
    expect(await store(files)).toEqual({
      status: 200,
      type: 'application/dicom+json',
      answer: { '00081199': sequence(named('2.25.101'), named('2.25.102')) },
    });
  const hashes = files.map((file) => createHash('sha256').update(file).digest('hex'));
  expect(await storedNames()).toEqual(hashes.map((hash) => `dicomweb/${hash}.dcm`).sort());
  const [first] = files;
  const blob = running.incoming.getBlobClient(`dicomweb/${hashes[0]}.dcm`);
  expect((await blob.downloadToBuffer()).equals(first as Buffer)).toBe(true);
});

it('answers 202 with what was not stored, and why', async () => {
  const other = instance('2.25.104', '2.25.99');
  const unread = instance('2.25.105', '2.25.50', '1.2.840.10008.1.2.4.66');
  const { status, answer } = await store(
    [instance('2.25.103'), other, unread, Buffer.from('nothing')],
    '/2.25.50',
  );
  expect(status).toBe(202);
  expect(answer).toEqual({
    '00081199': sequence(named('2.25.103')),
    '00081198': sequence(
      { ...named('2.25.104'), ...failed(0xa901) },
      { ...named('2.25.105'), ...failed(0xc122) },
    ),
    '0008119A': sequence(failed(0xc000)),
  });
});

it('answers 409 when nothing was stored', async () => {
  const before = await storedNames();
  const { status, answer } = await store([instance('2.25.106')], '/2.25.1');
  expect({ status, answer }).toEqual({
    status: 409,
    answer: { '00081198': sequence({ ...named('2.25.106'), ...failed(0xa901) }) },
  });
  expect(await store([instance('2.25.107')], '', 'application/json')).toMatchObject({
    status: 409,
    answer: { '0008119A': sequence(failed(0x0110)) },
  });
  expect(await storedNames()).toEqual(before);
});

it.each([
  [415, 'application/dicom'],
  [415, 'multipart/related; type="application/dicom+json"; boundary=b'],
  [415, 'multipart/related; type="application/dicom"'],
  [400, 'multipart/related; type="application/dicom"; boundary=other'],
])('answers %d to a body of %s', async (status, type) => {
  const body = '\r\n--b\r\nContent-Type: application/dicom\r\n\r\nx\r\n--b--';
  const init = { method: 'POST', body, headers: { 'content-type': type } };
  expect((await running.fetch('/dicomweb/studies', init, 'uploader')).status).toBe(status);
});

it('is for uploaders alone, and for studies with a UID', async () => {
  expect((await store([instance('2.25.108')], '', 'application/dicom', 'reviewer')).status).toBe(403);
  expect((await store([instance('2.25.108')], '/name^of')).status).toBe(400);
});
