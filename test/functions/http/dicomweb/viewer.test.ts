import sharp from 'sharp';
import { readDicom } from '../../../../src/dicom/readDicom';
import { encodePart10 } from '../../../../src/dicom/writing/encodePart10';
import { shortElement, textElement } from '../../../../src/dicom/writing/plainElement';
import { type AuditEvent, auditEventSchema } from '../../../../src/domain/audit/auditEvent';
import { defaultReadLimits } from '../../../../src/domain/kernel/limits';
import { type AppRuntime, appRuntime } from '../../../support/appRuntime';
import { canary, canaryDicom } from '../../../support/canary';
import { type Dataset, type DicomwebClient, dicomwebClient } from '../../../support/dicomwebClient';
import { signIn } from '../../../support/signIn';

const viewerOrigin = 'https://ohif.hospital.example';
const multiframe = '1.2.840.10008.5.1.4.1.1.7.3';
const study = '2.25.8810';
const ct = { studyInstanceUID: study, seriesInstanceUID: '2.25.8829', sopInstanceUID: '2.25.8839' };
const dx = { studyInstanceUID: '2.25.8811', seriesInstanceUID: '2.25.8821', sopInstanceUID: '2.25.8831' };

/** Three frames of signed values, of a patient whose name needs its character set. */
const values = Int16Array.from({ length: 3 * 4 * 6 }, (_, at) => ((at * 7919) % 65_536) - 32_768);
const threeFrames = encodePart10(
  [
    textElement(0x00080005, 'CS', 'ISO_IR 100'),
    textElement(0x00080016, 'UI', multiframe),
    textElement(0x00080018, 'UI', ct.sopInstanceUID),
    textElement(0x00080020, 'DA', '20240102'),
    textElement(0x00080050, 'SH', 'A-77'),
    textElement(0x00080060, 'CS', 'OT'),
    { tag: 0x00100010, vr: 'PN', value: { bytes: Buffer.from('M\u00fcller^J\u00f6rg ', 'latin1') } },
    textElement(0x00100020, 'LO', 'ID 88'),
    textElement(0x0020000d, 'UI', study),
    textElement(0x0020000e, 'UI', ct.seriesInstanceUID),
    textElement(0x00200011, 'IS', '9'),
    textElement(0x00200013, 'IS', '4'),
    shortElement(0x00280002, 'US', [1]),
    textElement(0x00280004, 'CS', 'MONOCHROME2'),
    textElement(0x00280008, 'IS', '3'),
    shortElement(0x00280010, 'US', [4]),
    shortElement(0x00280011, 'US', [6]),
    shortElement(0x00280100, 'US', [16]),
    shortElement(0x00280101, 'US', [16]),
    shortElement(0x00280102, 'US', [15]),
    shortElement(0x00280103, 'US', [1]),
    textElement(0x00281052, 'DS', '-1024'),
    textElement(0x00281053, 'DS', '0.3333333333333'),
    shortElement(0x7fe00010, 'OW', values),
  ],
  { transferSyntax: '1.2.840.10008.1.2.1', sopClass: multiframe, sopInstance: ct.sopInstanceUID },
);
const radiograph = canaryDicom(1, '88');

let running: AppRuntime;
let client: DicomwebClient;

beforeAll(async () => {
  running = await appRuntime({ TRIAGE_DICOMWEB_ORIGIN: viewerOrigin });
  for (const [name, bytes] of [
    ['a.dcm', threeFrames],
    ['b.dcm', radiograph],
    ['c.dcm', canaryDicom(2, '88')],
  ] as const)
    await running.outcome(await running.drop(name, bytes));
  client = await dicomwebClient(running.url);
});

afterAll(() => running?.stop(), 60_000);

const first = (set: Dataset | undefined, tag: string) => set?.[tag]?.Value?.[0];
const get = (path: string, headers: Record<string, string> = {}, role?: 'auditor' | 'admin' | 'service') =>
  running.fetch(`/dicomweb/studies${path}`, { headers }, role);
const bytesOf = (
  list: ArrayLike<number> & { buffer: ArrayBufferLike; byteOffset: number; byteLength: number },
) => Buffer.from(list.buffer, list.byteOffset, list.byteLength);

describe('searches, by dicomweb-client', () => {
  it('finds a study by its UID, with whom it shows in UTF-8', async () => {
    const [found, ...more] = await client.searchForStudies({ queryParams: { StudyInstanceUID: study } });
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      '00080050': { vr: 'SH', Value: ['A-77'] },
      '00080061': { vr: 'CS', Value: ['OT'] },
      '00081190': { Value: [`${running.url}/dicomweb/studies/${study}`] },
      '00100010': { vr: 'PN', Value: [{ Alphabetic: 'Müller^Jörg' }] },
      '0020000D': { Value: [study] },
      '00201208': { Value: [1] },
    });
  });

  it.each([
    ['PatientID', `${canary}-ID`, ['2.25.8811', '2.25.8812']],
    ['AccessionNumber', 'A-77', [study]],
    ['00100020', 'ID 88', [study]],
    ['PatientID', 'ID', []],
    ['StudyInstanceUID', `${study},2.25.8812,2.25.1`, [study, '2.25.8812']],
  ])('finds studies by %s, exactly', async (key, value, uids) => {
    const found = await client.searchForStudies({ queryParams: { [key]: value } });
    expect(found.map((one) => first(one, '0020000D')).sort()).toEqual(uids);
  });

  it('pages', async () => {
    const page = (offset: number) =>
      client.searchForStudies({ queryParams: { PatientID: `${canary}-ID`, limit: 1, offset } });
    const pages = [...(await page(0)), ...(await page(1)), ...(await page(2))];
    expect(new Set(pages.map((one) => first(one, '0020000D')))).toEqual(new Set(['2.25.8811', '2.25.8812']));
  });

  it('finds the series of a study and the instances of a series, with what is asked for beside', async () => {
    const queryParams = { includefield: '00180015' };
    const [series] = await client.searchForSeries({ ...dx, queryParams });
    expect(series).toMatchObject({
      '00080060': { Value: ['DX'] },
      '0020000E': { Value: [dx.seriesInstanceUID] },
      '00201209': { Value: [1] },
      '00180015': { vr: 'CS', Value: ['CHEST'] },
    });
    const [instance] = await client.searchForInstances({ ...ct, queryParams: {} });
    expect(instance).toMatchObject({
      '00080016': { Value: [multiframe] },
      '00080018': { Value: [ct.sopInstanceUID] },
      '00200013': { Value: [4] },
      '00280008': { vr: 'IS', Value: [3] },
    });
  });

  it.each(['', '?PatientName=A*', '?PatientID=K*', '?limit=-1', '?StudyDate=20240102'])(
    'refuses to search by %s with a sentence that repeats no value',
    async (query) => {
      const answer = await get(query);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({
        code: 'bad-query',
        detail: expect.not.stringMatching(/K\*|A\*/),
      });
    },
  );

  it('takes a key that is repeated, warns of fuzzy matching, and answers 204 to nothing found', async () => {
    const query = `?StudyInstanceUID=${study}&includefield=00080020&includefield=all&fuzzymatching=true`;
    const found = await get(query);
    expect([found.status, found.headers.get('warning')]).toEqual([
      200,
      expect.stringMatching(/^299 .*fuzzymatching/),
    ]);
    expect((await get('?StudyInstanceUID=2.25.1')).status).toBe(204);
    expect((await get('/2.25.1/series')).status).toBe(404);
  });
});

describe('headers and pixels, by dicomweb-client', () => {
  it('gives the header back with whom it shows, and says of no identity that it was removed', async () => {
    const [header, ...more] = await client.retrieveInstanceMetadata(ct);
    expect(more).toEqual([]);
    expect(header).toMatchObject({
      '00080005': { Value: ['ISO_IR 192'] },
      '00080016': { Value: [multiframe] },
      '00080018': { Value: [ct.sopInstanceUID] },
      '00080020': { Value: ['20240102'] },
      '00100010': { Value: [{ Alphabetic: 'Müller^Jörg' }] },
      '0020000D': { Value: [study] },
      '0020000E': { Value: [ct.seriesInstanceUID] },
      '00280103': { vr: 'US', Value: [1] },
      '00281053': { vr: 'DS', Value: [0.3333333333333] },
      '7FE00010': {
        vr: 'OW',
        BulkDataURI: `${running.url}/dicomweb/studies/${study}/series/${ct.seriesInstanceUID}/instances/${ct.sopInstanceUID}/bulkdata/7FE00010`,
      },
    });
    expect(header).not.toHaveProperty('00120062');
    expect(await client.retrieveSeriesMetadata(ct)).toEqual([header]);
    expect(await client.retrieveStudyMetadata(ct)).toEqual([header]);
  });

  it('gives frames back as they were, in the order in which they are asked for', async () => {
    const [third, firstFrame] = await client.retrieveInstanceFrames({ ...ct, frameNumbers: [3, 1] });
    expect(bytesOf(values.subarray(48)).equals(Buffer.from(third as ArrayBuffer))).toBe(true);
    expect(bytesOf(values.subarray(0, 24)).equals(Buffer.from(firstFrame as ArrayBuffer))).toBe(true);
    const alone = await get(`${pathOf(ct)}/frames/2`, { accept: 'application/octet-stream' });
    expect(alone.headers.get('content-type')).toMatch(/^application\/octet-stream;/);
    expect(bytesOf(values.subarray(24, 48)).equals(Buffer.from(await alone.arrayBuffer()))).toBe(true);
  });

  it('gives all pixels at the address that the header names', async () => {
    const [header] = await client.retrieveInstanceMetadata(ct);
    const uri = header?.['7FE00010']?.BulkDataURI ?? '';
    const [bulk] = await client.retrieveBulkData({ BulkDataURI: uri });
    expect(bytesOf(values).equals(Buffer.from(bulk as ArrayBuffer))).toBe(true);
  });

  it('gives files that read as the ones that came', async () => {
    const read = async (file: ArrayBuffer | Uint8Array) => readDicom(new Uint8Array(file), defaultReadLimits);
    for (const [uids, came] of [
      [ct, threeFrames],
      [dx, radiograph],
    ] as const) {
      const file = await client.retrieveInstance(uids);
      const [then, now] = [await read(came), await read(file)];
      expect(bytesOf(now.pixels).equals(bytesOf(then.pixels))).toBe(true);
      // The name of the maker is not kept.
      const described = { ...then.description, notes: [], manufacturer: undefined };
      expect({ ...now.description, notes: [] }).toEqual(described);
      expect(now.header).toEqual(then.header);
      // Neither the institution nor any date but the study's comes back.
      const { takenDate: _, takenTime: __, institutionName: ___, ...identity } = then.identity;
      expect(now.identity).toEqual(identity);
    }
    expect(await client.retrieveStudy(dx)).toHaveLength(1);
    expect(await client.retrieveSeries(dx)).toHaveLength(1);
  });
});

const pathOf = (uids: typeof dx) =>
  `/${uids.studyInstanceUID}/series/${uids.seriesInstanceUID}/instances/${uids.sopInstanceUID}`;

it('answers what OHIF 3.13 asks when it opens a study', async () => {
  const asked =
    'limit=101&offset=0&fuzzymatching=false&includefield=00081030%2C00080060%2C00080090%2C00100030';
  const json = { accept: 'application/dicom+json' };
  const search = await get(`?${asked}&StudyInstanceUID=${study}`, json);
  expect(await search.json()).toMatchObject([{ '00100020': { Value: ['ID 88'] } }]);
  const others = await get(`?00100020=ID%2088&${asked}`, json);
  expect(await others.json()).toMatchObject([{ '0020000D': { Value: [study] } }]);
  const headers = await get(`/${study}/metadata`, json);
  expect(await headers.json()).toMatchObject([{ '00080018': { Value: [ct.sopInstanceUID] } }]);
  const { seriesInstanceUID, sopInstanceUID } = ct;
  const frame = await get(`/${study}/series/${seriesInstanceUID}/instances/${sopInstanceUID}/frames/2`, {
    accept: 'multipart/related; type="application/octet-stream"; transfer-syntax="*"',
  });
  expect(frame.headers.get('content-type')).toMatch(
    /^multipart\/related; type="application\/octet-stream"; /,
  );
  const body = Buffer.from(await frame.arrayBuffer());
  expect(frame.headers.get('content-length')).toBe(String(body.length));
  expect(body.includes(bytesOf(values.subarray(24, 48)))).toBe(true);
});

describe('pictures that the server renders', () => {
  const png = { accept: 'image/png' };
  const greyOf = async (answer: Response) => {
    expect(answer.status).toBe(200);
    const { data, info } = await sharp(Buffer.from(await answer.arrayBuffer()))
      .toColourspace('b-w')
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { size: [info.width, info.height], grey: [...data] };
  };

  it('shows a frame with the window that is asked for', async () => {
    const answer = await get(`${pathOf(ct)}/frames/2/rendered?window=-1000,8000,linear-exact`, png);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('cache-control')).toBe('private, no-cache');
    const expected = [...values.subarray(24, 48)].map((value) => {
      const share = (value * 0.3333333333333 - 1024 + 1000) / 8000 + 0.5;
      return Math.round(255 * Math.min(1, Math.max(0, share)));
    });
    expect(await greyOf(answer)).toEqual({ size: [6, 4], grey: expected });
  });

  it('shows a part of it in the size that is asked for', async () => {
    const whole = await greyOf(await get(`${pathOf(ct)}/frames/3/rendered`, png));
    const part = await greyOf(await get(`${pathOf(ct)}/frames/3/rendered?viewport=2,9,1,1,-2,3`, png));
    const at = (x: number, y: number) => whole.grey[6 * y + x];
    expect(part.size).toEqual([2, 3]);
    expect(part.grey).toEqual([at(2, 1), at(1, 1), at(2, 2), at(1, 2), at(2, 3), at(1, 3)]);
  });

  it('sends all as parts, and one alone as JPEG unless something else is asked for', async () => {
    const all = await get(`/${study}/rendered`);
    expect(all.headers.get('content-type')).toMatch(/^multipart\/related; type="image\/jpeg"; boundary=/);
    const body = Buffer.from(await all.arrayBuffer()).toString('latin1');
    for (const frame of [1, 2, 3])
      expect(body).toContain(
        `Content-Location: ${running.url}/dicomweb/studies${pathOf(ct)}/frames/${frame}/rendered`,
      );
    const alone = await get(`${pathOf(dx)}/rendered`);
    expect(alone.headers.get('content-type')).toBe('image/jpeg');
    const asked = await get(`${pathOf(dx)}/rendered?accept=image/png`);
    expect(asked.headers.get('content-type')).toBe('image/png');
    expect((await greyOf(asked)).size).toEqual([128, 160]);
  });

  it.each([
    '',
    `/series/${ct.seriesInstanceUID}`,
    `/series/${ct.seriesInstanceUID}/instances/${ct.sopInstanceUID}`,
  ])('has a thumbnail of the frame in the middle: %s', async (path) => {
    const middle = await greyOf(await get(`${pathOf(ct)}/frames/2/rendered?viewport=64,64`, png));
    const thumbnail = await get(`/${study}${path}/thumbnail?viewport=64,64`, png);
    expect(await greyOf(thumbnail)).toEqual(middle);
    const usual = await get(`/${study}${path}/thumbnail`);
    expect(usual.headers.get('content-type')).toBe('image/jpeg');
    expect((await greyOf(usual)).size).toEqual([256, 171]);
  });

  it('says what of a query it does not heed', async () => {
    const answer = await get(`${pathOf(dx)}/rendered?annotation=patient`);
    expect(answer.headers.get('warning')).toMatch(/^299 .*annotation/);
  });

  it.each([
    [400, `${pathOf(ct)}/frames/1/rendered?window=1,2`, {}],
    [400, `${pathOf(ct)}/frames/1/rendered?viewport=10,10,5,0,2,1`, {}],
    [404, `${pathOf(ct)}/frames/4/rendered`, {}],
    [404, '/2.25.1/rendered', {}],
    [404, '/2.25.1/thumbnail', {}],
    [406, `${pathOf(ct)}/rendered`, { accept: 'image/jpeg' }],
    [406, `${pathOf(dx)}/rendered`, { accept: 'image/gif' }],
    [406, `${pathOf(dx)}/rendered?accept=image/jp2`, {}],
  ])('answers %d to %s', async (status, path, headers) => {
    expect((await get(path, headers)).status).toBe(status);
  });

  it('says when it is the same, and only then', async () => {
    const rendered = `${pathOf(dx)}/rendered`;
    const etag = (await get(rendered)).headers.get('etag') ?? '';
    expect((await get(rendered, { 'if-none-match': etag })).status).toBe(304);
    expect((await get(`${rendered}?quality=50`, { 'if-none-match': etag })).status).toBe(200);
  });

  it('is for reviewers alone', async () => {
    for (const path of [`${pathOf(ct)}/frames/1/rendered`, `/${study}/thumbnail`])
      expect((await get(path, {}, 'admin')).status).toBe(403);
  });
});

describe('what is not answered', () => {
  it.each([
    [404, `/${study}/series/2.25.1`, {}],
    [404, `${pathOf({ ...ct, seriesInstanceUID: dx.seriesInstanceUID })}/frames/1`, {}],
    [404, `${pathOf(ct)}/frames/4`, {}],
    [404, `${pathOf(ct)}/bulkdata/7FE00008`, {}],
    [400, `${pathOf(ct)}/frames/0`, {}],
    [400, `/M^uller/series`, {}],
    [406, `${pathOf(ct)}/frames/1`, { accept: 'multipart/related; type="image/jls"' }],
    [
      406,
      `${pathOf(ct)}/frames/1`,
      {
        accept: 'multipart/related; type="application/octet-stream"; transfer-syntax=1.2.840.10008.1.2.4.70',
      },
    ],
    [406, `${pathOf(ct)}/frames/1,2`, { accept: 'application/octet-stream' }],
    [406, `${pathOf(ct)}/metadata`, { accept: 'multipart/related; type="application/dicom+xml"' }],
    [
      406,
      pathOf(ct),
      { accept: 'multipart/related; type="application/dicom"; transfer-syntax=1.2.840.10008.1.2.4.50' },
    ],
  ])('answers %d to %s', async (status, path, headers) => {
    expect((await get(path, headers)).status).toBe(status);
  });

  it('is for reviewers alone', async () => {
    for (const role of ['auditor', 'admin', 'service'] as const) {
      expect((await get(`?StudyInstanceUID=${study}`, {}, role)).status).toBe(403);
      expect((await get(`${pathOf(ct)}/frames/1`, {}, role)).status).toBe(403);
    }
  });
});

it('lets nobody but the caller keep what it sends, and says when it is the same', async () => {
  const answer = await get(`${pathOf(ct)}/frames/1`);
  const etag = answer.headers.get('etag') ?? '';
  expect(answer.headers.get('cache-control')).toBe('private, no-cache');
  const again = await get(`${pathOf(ct)}/frames/1`, { 'if-none-match': etag });
  expect([again.status, await again.text()]).toEqual([304, '']);
  expect((await get(`${pathOf(ct)}/frames/2`, { 'if-none-match': etag })).status).toBe(200);
});

describe('pages of another origin', () => {
  const preflight = (origin: string, path = pathOf(ct), method = 'GET') =>
    fetch(`${running.url}/dicomweb/studies${path}`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': method,
        'access-control-request-headers': 'accept',
      },
    });

  it('may read where they are the viewer that a setting names', async () => {
    const asked = await preflight(viewerOrigin);
    expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([204, viewerOrigin]);
    const { cookie } = await signIn(running.url, 'reviewer');
    const answer = await fetch(`${running.url}/dicomweb/studies${pathOf(ct)}/metadata`, {
      headers: { cookie, origin: viewerOrigin },
    });
    expect(answer.headers.get('access-control-allow-origin')).toBe(viewerOrigin);
    expect(answer.headers.get('access-control-allow-credentials')).toBe('true');
    expect(answer.headers.get('vary')).toMatch(/Origin/);
  });

  it('may not otherwise, nor change anything, nor read the rest of the app', async () => {
    expect((await preflight('https://elsewhere.example')).status).toBe(404);
    expect((await preflight(viewerOrigin, '', 'POST')).status).toBe(404);
    const elsewhere = await fetch(`${running.url}/dicomweb/studies`, {
      headers: { origin: 'https://elsewhere.example' },
    });
    expect(elsewhere.headers.has('access-control-allow-origin')).toBe(false);
    const worklist = await fetch(`${running.url}/api/worklist`, { headers: { origin: viewerOrigin } });
    expect(worklist.headers.has('access-control-allow-origin')).toBe(false);
  });
});

it('has the looks in the audit log, one for a study however much of it is read', async () => {
  const records = running.blobs.getContainerClient('audit');
  const events: AuditEvent[] = [];
  for await (const { name } of records.listBlobsFlat({ prefix: 'records/' })) {
    const bytes = await records.getBlobClient(name).downloadToBuffer();
    events.push(auditEventSchema.parse(JSON.parse(bytes.toString()).event));
  }
  const opened = events.filter((event) => event.type === 'identity-access');
  // Two persons read the first study, and one of them the other one.
  expect(opened.map(({ purpose }) => purpose)).toEqual(Array(2).fill('DICOMweb: a viewer'));
  expect(new Set(opened.map(({ study }) => study)).size).toBe(2);
  // Pictures were looked at: of both studies.
  expect(
    new Set(events.flatMap((event) => (event.type === 'picture-access' ? [event.study] : []))).size,
  ).toBe(2);
  const lists = events.filter((event) => event.type === 'identity-list');
  expect(lists.some(({ studies }) => studies.length === 2)).toBe(true);
});
