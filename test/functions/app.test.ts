import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { drawChest } from '../../src/cli/synthetic/chest';
import { writeDx } from '../../src/cli/synthetic/writeDx';
import type { AccountingView } from '../../src/domain/accounting/accountingView';
import type { StudyRecord } from '../../src/domain/study/studyRecord';
import type { WorklistView } from '../../src/domain/worklist/worklistView';
import { structuredReport } from '../../src/interchange/dicom/structuredReport';
import { sampleReport } from '../interchange/sampleReport';
import { type AppRuntime, appRuntime, until } from '../support/appRuntime';

let running: AppRuntime;

beforeAll(async () => {
  running = await appRuntime();
});

afterAll(() => running?.stop(), 60_000);

/** A small grey picture that no other test has. */
function picture(): Promise<Buffer> {
  const pixels = Uint8Array.from({ length: 64 }, () => Math.floor(Math.random() * 256));
  return sharp(pixels, { raw: { width: 8, height: 8, channels: 1 } })
    .png()
    .toBuffer();
}

async function study(): Promise<StudyRecord> {
  const outcome = await running.outcome(await running.drop(`${randomUUID()}.png`, await picture()));
  if (!('imageId' in outcome)) throw new Error(outcome.outcome);
  return (await running.store.results.study(outcome.studyId)) as StudyRecord;
}

function get(path: string): Promise<Response> {
  return running.fetch(path);
}

function review(studyId: string, studyVersion: number): Promise<Response> {
  return running.fetch(`/api/studies/${studyId}/review`, {
    method: 'POST',
    body: JSON.stringify({ studyVersion, decision: 'accept' }),
    headers: { 'content-type': 'application/json', 'if-match': `"${studyVersion}"` },
  });
}

describe('files', () => {
  test('one picture under three names, one of them written twice: one image, one result, every arrival accounted for', async () => {
    const bytes = await picture();
    const arrivals = [
      await running.drop(`${randomUUID()}.png`, bytes),
      await running.drop(`${randomUUID()}.png`, bytes),
      await running.drop('twice.png', bytes),
      await running.drop('twice.png', bytes),
    ];
    const first = await running.outcome(arrivals[0] as string);
    const others = await Promise.all([1, 3].map((index) => running.outcome(arrivals[index] as string)));
    if (!('imageId' in first)) throw new Error(first.outcome);
    expect(others.map((outcome) => 'imageId' in outcome && outcome.imageId)).toEqual([
      first.imageId,
      first.imageId,
    ]);
    expect(await running.store.results.study(first.studyId)).toMatchObject({
      version: 1,
      images: { length: 1 },
    });
    expect(
      (await running.store.worklist.studies()).filter(({ studyId }) => studyId === first.studyId),
    ).toHaveLength(1);
  });

  test.each(['007', '1e3', 'true', 'null', 'ward 3/ä ü.png', '{name}', 'a%2Fb', '[1]'])(
    'a blob may be called %s',
    async (name) => {
      expect(await running.outcome(await running.drop(name, await picture()))).toMatchObject({
        outcome: 'not-analysed',
        reason: 'no-model',
      });
    },
  );

  test.each([
    ['not-an-image', 'notes', 'this is only text, and no image at all'],
    ['empty-file', 'empty.dcm', ''],
    ['extension-mismatch', 'wrong.dcm', 'png'],
    ['truncated', 'cut.png', 'cut'],
  ])(
    'a bad one is quarantined as %s, stays where it is, and is on the worklist',
    async (reason, name, content) => {
      const whole = await picture();
      const bytes =
        { png: whole, cut: whole.subarray(0, whole.length - 20) }[content] ?? Buffer.from(content);
      const arrivalId = await running.drop(name, bytes);
      expect(await running.outcome(arrivalId)).toMatchObject({ outcome: 'quarantined', reason });
      expect(await running.incoming.getBlobClient(name).exists()).toBe(true);
      const { quarantined } = (await (await get('/api/worklist?tab=quarantined')).json()) as {
        quarantined: unknown[];
      };
      expect(quarantined).toContainEqual(expect.objectContaining({ arrivalId, reason }));
    },
  );
});

describe('what the intake rules keep off the list', () => {
  const radiograph = (name: string, studyDate: string) =>
    writeDx(drawChest(7, { width: 64, height: 80 }), {
      photometric: 'MONOCHROME2',
      studyUid: `2.25.20${studyDate}`,
      seriesUid: `2.25.21${studyDate}`,
      sopUid: `2.25.22${studyDate}`,
      patientName: `SYNTHETIC^${name}`,
      patientId: `SYN-${name}`,
      ageYears: 50,
      sex: 'F',
      bodyPart: 'CHEST',
      view: 'PA',
      studyDate,
    });
  const year = new Date().getUTCFullYear();
  const report = () => structuredReport(sampleReport()).file;

  test.each([
    ['a structured report', report, 'kept'],
    ['a study of three years ago', () => radiograph('OLD', `${year - 3}0615`), 'prior'],
    ['a study that a reset clock dates back', () => radiograph('RESET', `${year - 10}0101`), undefined],
  ])('%s is accounted for, and awaits review only where somebody has to read it', async (_, file, route) => {
    const source = `rules ${route ?? 'none'}`;
    const outcome = await running.outcome(await running.drop(`${source}/${randomUUID()}.dcm`, file()));
    if (!('studyId' in outcome)) throw new Error(outcome.outcome);
    const ids = async (tab: string) =>
      ((await (await get(`/api/worklist?tab=${tab}&limit=1000`)).json()) as WorklistView).studies;
    const kept = (await ids('kept')).find(({ studyId }) => studyId === outcome.studyId);
    expect(kept?.route).toBe(route);
    const awaiting = (await ids('awaiting')).some(({ studyId }) => studyId === outcome.studyId);
    expect(awaiting).toBe(route === undefined);
    await until('the account', async () => {
      const answer = await running.fetch('/api/accounting', {}, 'admin');
      const { rows } = (await answer.json()) as AccountingView;
      return rows.find((row) => row.source === source && row.received === 1 && row.notAnalysed === 1);
    });
    // The list knows the folder by what stands for it; its name is for those who may read accounts.
    const sources = await running.fetch('/api/worklist/sources', {}, 'admin');
    const { id } = ((await sources.json()) as { id: string; name: string }[]).find(
      ({ name }) => name === source,
    ) as { id: string };
    const tab = route === undefined ? 'awaiting' : 'kept';
    const found = await (await get(`/api/worklist?tab=${tab}&source=${id}`)).text();
    expect((JSON.parse(found) as WorklistView).studies.map(({ studyId }) => studyId)).toEqual([
      outcome.studyId,
    ]);
    expect(found).not.toContain(source);
  });
});

describe('a study that comes in two halves', () => {
  const half = (sopUid: string, seed: number) =>
    writeDx(drawChest(seed, { width: 64, height: 80 }), {
      photometric: 'MONOCHROME2',
      studyUid: '2.25.1001',
      seriesUid: '2.25.1002',
      sopUid,
      patientName: 'SYNTHETIC^HALVES',
      patientId: 'SYN-1',
      ageYears: 50,
      sex: 'F',
      bodyPart: 'CHEST',
      view: 'PA',
    });

  test('version 2 supersedes version 1, which is kept, and opens the review again', async () => {
    const first = await running.outcome(await running.drop('first half.dcm', half('2.25.1003', 1)));
    if (!('imageId' in first)) throw new Error(first.outcome);
    const { studyId } = first;
    expect((await review(studyId, 1)).status).toBe(200);

    const second = await running.outcome(await running.drop('second half.dcm', half('2.25.1004', 2)));
    expect(second).toMatchObject({ studyId });
    const study = await (await get(`/api/studies/${studyId}`)).json();
    expect(study).toMatchObject({ version: 2, supersedes: 1, images: { length: 2 }, state: 'reopened' });
    expect(await (await get(`/api/studies/${studyId}/versions/1`)).json()).toMatchObject({
      version: 1,
      images: { length: 1 },
    });
    expect((await review(studyId, 2)).status).toBe(200);
  });
});

describe('studies and pictures', () => {
  test('a study, its versions and its preview', async () => {
    const { studyId, images } = await study();
    expect(await (await get(`/api/studies/${studyId}`)).json()).toMatchObject({
      studyId,
      state: 'awaiting',
      standing: { priority: 'unclassified', place: 'routine' },
    });
    expect(await (await get(`/api/studies/${studyId}/versions/1`)).json()).toMatchObject({ version: 1 });
    const preview = `/api/images/${images[0]?.imageId}/preview`;
    const png = await until('the preview', async () => {
      const response = await get(preview);
      return response.ok ? response : undefined;
    });
    expect(png.headers.get('content-type')).toBe('image/png');
    expect(await sharp(await png.bytes()).metadata()).toMatchObject({ format: 'png', width: 8, height: 8 });
  });

  test('the full picture of a frame, twice the same', async () => {
    const { images } = await study();
    const picture = `/api/images/${images[0]?.imageId}/picture`;
    const [made, kept] = [await get(picture), await get(`${picture}?frame=1`)];
    expect([made.status, kept.status]).toEqual([200, 200]);
    const bytes = await made.bytes();
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', width: 8, height: 8 });
    expect(await kept.bytes()).toEqual(bytes);
    expect((await get(`${picture}?frame=2`)).status).toBe(404);
    expect((await get(`${picture}?frame=0`)).status).toBe(400);
  });

  test.each([
    [400, 'bad-id', '/api/studies/x'],
    [404, 'no-such-study', `/api/studies/${'0'.repeat(64)}`],
    [400, 'bad-id', `/api/studies/${'0'.repeat(64)}/versions/one`],
    [404, 'no-such-version', `/api/studies/${'0'.repeat(64)}/versions/1`],
    [400, 'bad-id', '/api/images/..%2f..%2fx/preview'],
    [400, 'bad-query', `/api/images/${'0'.repeat(64)}/preview?heat=../x`],
    [404, 'no-such-picture', `/api/images/${'0'.repeat(64)}/preview`],
    [400, 'bad-query', '/api/worklist?limit=0'],
  ])('%d %s: %s', async (status, code, path) => {
    const response = await get(path);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ status, code });
  });

  test('the worklist comes in pages', async () => {
    await study();
    await study();
    const whole = (await (await get('/api/worklist')).json()) as {
      total: number;
      studies: { studyId: string }[];
    };
    const page = (await (await get('/api/worklist?limit=1&offset=1')).json()) as typeof whole;
    expect(page.total).toBe(whole.total);
    expect(page.studies).toEqual([whole.studies[1]]);
  });
});

test('health says which models there are and that storage answers', async () => {
  const response = await get('/api/health');
  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({
    status: 'unavailable',
    storage: 'ok',
    storageFaults: [],
    loading: false,
    files: { open: 0 },
    disks: [],
    drift: [],
    deniedOutputs: [],
    advice: [],
    toldAdvice: [],
    models: [],
    problems: [],
    changedOutside: 0,
    sealing: { state: 'ok' },
    fence: expect.stringMatching(/^(kernel|node)$/),
  });
});
