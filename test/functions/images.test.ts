import { request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import sharp from 'sharp';
import { type AuditEvent, auditEventSchema } from '../../src/domain/audit/auditEvent';
import type { ImageView } from '../../src/domain/image/imageView';
import { commitmentOf } from '../../src/domain/kernel/sealing/commitment';
import { differenceFromServer } from '../dashboard/viewer/fromServer';
import { imageFile, syntaxes } from '../dicom/dicomBuilder';
import { type AppRuntime, appRuntime } from '../support/appRuntime';
import { signIn } from '../support/signIn';

let running: AppRuntime;

beforeAll(async () => {
  running = await appRuntime();
});

afterAll(() => running?.stop(), 60_000);

async function admit(name: string, bytes: Uint8Array): Promise<string> {
  const outcome = await running.outcome(await running.drop(name, bytes));
  if (!('imageId' in outcome)) throw new Error(`${name}: ${outcome.outcome}`);
  return outcome.imageId;
}

const get = (path: string, headers: Record<string, string> = {}) => running.fetch(path, { headers });

async function viewOf(imageId: string): Promise<ImageView> {
  return (await (await get(`/api/images/${imageId}`)).json()) as ImageView;
}

/** Without what `fetch` does by itself: it asks for gzip, and unpacks. */
async function raw(path: string, own: Record<string, string>) {
  const headers = { ...own, ...(await signIn(running.url, 'reviewer')) };
  return new Promise<{ status: number; encoding: string | undefined; bytes: Buffer }>((resolve, reject) => {
    request(`${running.url}${path}`, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          encoding: response.headers['content-encoding'],
          bytes: Buffer.concat(chunks),
        }),
      );
    })
      .on('error', reject)
      .end();
  });
}

async function studyIdOf(imageId: string): Promise<string> {
  return (await running.store.images.find(imageId))?.studyId as string;
}

const canary = 'CANARY^PATIENT';
const signedFrames = [
  [-2000, -1, 0, 1, 1999, 2047],
  [5, 4, 3, 2, 1, 0],
  [-5, -4, -3, -2, -1, 100],
];
/** Three frames of signed values, stored with the high byte first. */
const threeFrames = imageFile(
  {
    rows: 2,
    columns: 3,
    frames: 3,
    signed: true,
    photometric: 'MONOCHROME1',
    pixels: signedFrames.flat(),
    more: [
      [0x00080060, 'CS', 'CR'],
      [0x00080080, 'LO', 'CANARY HOSPITAL'],
      [0x00100010, 'PN', canary],
      [0x00100020, 'LO', 'CANARY-ID'],
      [0x00180015, 'CS', 'CHEST'],
      [0x00185101, 'CS', 'PA'],
      [0x00200062, 'CS', 'L'],
      [0x00280030, 'DS', '0.2\\0.1'],
      [0x00280120, 'SS', [2047]],
      [0x00281050, 'DS', '10\\40'],
      [0x00281051, 'DS', '100\\400'],
      [0x00281052, 'DS', '-3'],
      [0x00281053, 'DS', '2'],
      [0x00282110, 'CS', '01'],
    ],
  },
  syntaxes.bigEndian,
);

describe('an image of three frames', () => {
  let imageId: string;
  beforeAll(async () => {
    imageId = await admit('three.dcm', threeFrames);
  });

  test('is described as a page needs it, and nothing says whom it shows', async () => {
    const response = await get(`/api/images/${imageId}`);
    const text = await response.text();
    expect(text.toLowerCase()).not.toContain('canary');
    expect(JSON.parse(text)).toEqual({
      imageId,
      format: 'dicom',
      rows: 2,
      columns: 3,
      frames: 3,
      photometricInterpretation: 'MONOCHROME1',
      modality: 'CR',
      bodyPart: 'CHEST',
      view: 'PA',
      laterality: 'L',
      pixelSpacing: [0.2, 0.1],
      spacingFrom: 'pixel-spacing',
      pixelAspect: [2],
      lossy: true,
      notes: expect.any(Array),
      grey: {
        sampleBits: 16,
        signed: true,
        bitsStored: 12,
        modalityTransform: { kind: 'linear', slope: 2, intercept: -3 },
        windows: [
          { centre: 10, width: 100, function: 'LINEAR' },
          { centre: 40, width: 400, function: 'LINEAR' },
        ],
        voiTables: [],
        padding: { first: 2047, last: 2047 },
        readyForDisplay: false,
        inverted: true,
      },
    });
    const etag = response.headers.get('etag') as string;
    expect((await get(`/api/images/${imageId}`, { 'if-none-match': etag })).status).toBe(304);
  });

  test.each([1, 2, 3])('hands out the stored values of frame %d, exactly', async (frame) => {
    const response = await get(`/api/images/${imageId}/samples?frame=${frame}`);
    expect([...new Int16Array(await response.arrayBuffer())]).toEqual(signedFrames[frame - 1]);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'cache-control': 'private, no-cache',
      vary: 'Accept-Encoding',
    });
  });

  test('they come packed or not, as the caller can read them', async () => {
    const path = `/api/images/${imageId}/samples?frame=2`;
    const packed = await raw(path, { 'accept-encoding': 'br, gzip' });
    const plain = await raw(path, {});
    const refused = await raw(path, { 'accept-encoding': 'gzip;q=0, *;q=0.5' });
    expect([packed, plain, refused].map(({ encoding }) => encoding)).toEqual(['gzip', undefined, undefined]);
    expect(gunzipSync(packed.bytes)).toEqual(plain.bytes);
    expect(refused.bytes).toEqual(plain.bytes);
  });

  test('they are not sent again to a browser that has them', async () => {
    const path = `/api/images/${imageId}/samples?frame=2`;
    const etag = (await get(path)).headers.get('etag') as string;
    expect((await get(path, { 'if-none-match': etag })).status).toBe(304);
    expect((await get(`/api/images/${imageId}/samples?frame=3`, { 'if-none-match': etag })).status).toBe(200);
  });

  test.each(['', '/samples?frame=2', '/preview', '/picture?frame=2'])(
    'is checked before each use, by whoever may see it: %s',
    async (what) => {
      const path = `/api/images/${imageId}${what}`;
      const { headers } = await get(path);
      const etag = headers.get('etag') as string;
      expect([etag, headers.get('cache-control')]).toEqual([
        expect.stringMatching(/^"[\w-]{20,}"$/),
        'private, no-cache',
      ]);
      expect((await get(path, { 'if-none-match': etag })).status).toBe(304);
      expect((await get(path, { 'if-none-match': `"other", ${etag}` })).status).toBe(304);
      expect((await get(path, { 'if-none-match': '"other"' })).status).toBe(200);
      // Whoever knows the tag and may not look learns nothing from it.
      const known = { headers: { 'if-none-match': etag } };
      expect((await fetch(`${running.url}${path}`, known)).status).toBe(401);
      expect((await running.fetch(path, known, 'uploader')).status).toBe(403);
      expect((await running.fetch(path, known, 'service')).status).toBe(403);
    },
  );

  test('whoever looks at a picture is in the audit log, once for each hour, before it is sent', async () => {
    const looks = async () => {
      const events: AuditEvent[] = [];
      const records = running.blobs.getContainerClient('audit');
      for await (const { name } of records.listBlobsFlat({ prefix: 'records/' })) {
        const bytes = await records.getBlobClient(name).downloadToBuffer();
        events.push(auditEventSchema.parse(JSON.parse(bytes.toString()).event));
      }
      return events.filter(({ type, actor }) => type === 'picture-access' && actor.roles?.[0] === 'admin');
    };
    const paths = ['/preview', '/samples?frame=1', '/samples?frame=2', '/picture?frame=1'];
    const look = (path: string) => running.fetch(`/api/images/${imageId}${path}`, {}, 'admin', 'Dr. Looker');
    expect((await look('')).status).toBe(200);
    expect(await looks()).toEqual([]);
    for (const path of paths) expect((await look(path)).status).toBe(200);
    const seen = await looks();
    // The hour may end while the test runs.
    expect([1, 2]).toContain(seen.length);
    const salt = await running.store.identity.knownSalt(await studyIdOf(imageId));
    expect(seen[0]).toMatchObject({
      study: commitmentOf(salt as string, 'study', await studyIdOf(imageId)),
      actor: { kind: 'caller', authenticated: 'development' },
    });
    expect(JSON.stringify(seen).toLowerCase()).not.toContain('canary');
  });

  test('shown by the page it is what the server shows', async () => {
    const stored = await running.store.images.find(imageId);
    if (!stored) throw new Error('expected a stored image');
    const frames = await Promise.all([0, 1, 2].map((frame) => running.store.images.frame(stored, frame)));
    const pixels = Buffer.concat(frames.map((frame) => frame ?? new Uint8Array()));
    expect([0, 1, 2].map((frame) => differenceFromServer(stored, pixels, frame))).toEqual([0, 0, 0]);
  });
});

test('a picture of one frame goes out as it lies in the storage', async () => {
  const pixels = Uint8Array.from({ length: 64 }, (_, index) => 4 * index);
  const png = await sharp(pixels, { raw: { width: 8, height: 8, channels: 1 } })
    .toColourspace('b-w')
    .png()
    .toBuffer();
  const imageId = await admit('grey.png', png);
  expect((await viewOf(imageId)).grey).toMatchObject({ sampleBits: 8, signed: false, readyForDisplay: true });
  const { bytes, encoding } = await raw(`/api/images/${imageId}/samples`, { 'accept-encoding': 'gzip' });
  expect([encoding, ...gunzipSync(bytes)]).toEqual(['gzip', ...pixels]);
  const plain = await raw(`/api/images/${imageId}/samples`, {});
  expect([plain.encoding, ...plain.bytes]).toEqual([undefined, ...pixels]);
});

test('of a colour picture there are no grey values, and both routes say why', async () => {
  const imageId = await admit(
    'colour.dcm',
    imageFile({
      rows: 1,
      columns: 2,
      samples: 3,
      photometric: 'RGB',
      bits: [8, 8, 7],
      pixelVr: 'OB',
      pixels: [255, 0, 0, 0, 0, 255],
      more: [[0x00080018, 'UI', '2.25.77']],
    }),
  );
  const view = await viewOf(imageId);
  expect(view).toMatchObject({
    flat: { reason: 'colour', words: expect.stringContaining('colour picture') },
  });
  expect(view).not.toHaveProperty('grey');
  const refused = await get(`/api/images/${imageId}/samples`);
  expect([refused.status, await refused.json()]).toEqual([
    422,
    expect.objectContaining({ code: 'no-grey-samples', reason: 'colour', detail: view.flat?.words }),
  ]);
});

test('a name burned into the picture is warned of', async () => {
  const more = (annotation: string) =>
    [
      [0x00080018, 'UI', `2.25.78${annotation.length}`],
      [0x00280301, 'CS', annotation],
    ] as const;
  const pixels = [1, 2, 3, 4];
  const [stated, denied] = [
    await admit('burned.dcm', imageFile({ pixels, more: more('YES') })),
    await admit('clean.dcm', imageFile({ pixels, more: more('NO') })),
  ];
  expect(await viewOf(stated)).toHaveProperty('burnedInText', 'stated');
  expect(await viewOf(denied)).not.toHaveProperty('burnedInText');
});

test.each([
  [400, 'bad-id', '/api/images/x'],
  [404, 'no-such-image', `/api/images/${'0'.repeat(64)}`],
  [400, 'bad-id', '/api/images/x/samples'],
  [400, 'bad-query', `/api/images/${'0'.repeat(64)}/samples?frame=0`],
  [404, 'no-such-picture', `/api/images/${'0'.repeat(64)}/samples`],
])('%d %s: %s', async (status, code, path) => {
  const response = await get(path);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect([response.status, await response.json()]).toEqual([status, expect.objectContaining({ code })]);
});
