import { randomBytes } from 'node:crypto';
import { heatMapName } from '../../../../src/domain/models/heatMapName';
import type { FeedbackView } from '../../../../src/domain/study/feedback/feedbackView';
import type { StudyView } from '../../../../src/domain/study/view/studyView';
import { model, positive } from '../../../activities/admitted';
import { plainImage } from '../../../domain/studies';
import { type AppRuntime, appRuntime, until } from '../../../support/appRuntime';
import { canaryDicom } from '../../../support/canary';
import { greyDescription } from '../../../support/greyDescription';
import { joinToStudy } from '../../../support/seedStudy';
import { storeNow } from '../../../support/storeNow';

let running: AppRuntime;

beforeAll(async () => {
  running = await appRuntime({ TRIAGE_FIRST_IMPRESSION: 'true' });
});

afterAll(() => running?.stop(), 60_000);

/** A study of one image that a model called positive, with its heat map. */
async function positiveStudy() {
  const { unrouted: _, ...plain } = plainImage(randomBytes(8).toString('hex'));
  const image = { ...plain, analyses: [positive] };
  const { images, results } = running.store;
  const studyId = randomBytes(32).toString('hex');
  const map = { name: heatMapName(model, 'lung-opacity'), png: Buffer.from('png') };
  const made = await images.preparePictures(image.imageId, [map]);
  await made.store();
  const pictures = [made.sha256 as string];
  await results.joinImage({ ...image, schemaVersion: 1, studyId, recordedAt: image.receivedAt, pictures });
  const stored = { ...greyDescription(1, 1), imageId: image.imageId, studyId };
  await storeNow(images.prepare(stored, { pixels: Uint8Array.of(1) }));
  await joinToStudy(running.store, studyId, image);
  return { studyId, imageId: image.imageId };
}

/** As a reviewer of this name; without one, as an auditor. */
const get = (path: string, reviewer?: string) =>
  running.fetch(`/api/${path}`, {}, reviewer === undefined ? 'auditor' : 'reviewer', reviewer);

function post(path: string, name: string, body: object, revision = '"1"'): Promise<Response> {
  const init = {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', 'if-match': revision },
  };
  return running.fetch(`/api/studies/${path}`, init, 'reviewer', name);
}

const codeOf = async (answer: Response) => [answer.status, ((await answer.json()) as { code?: string }).code];

test('nothing of the models reaches a reviewer before the first impression, and all of it after', async () => {
  const { studyId, imageId } = await positiveStudy();
  const [me, heat] = ['Dr. A', `images/${imageId}/preview?heat=chest/lung-opacity`];

  const before = await get(`studies/${studyId}`, me);
  const text = await before.text();
  expect(JSON.parse(text)).toMatchObject({ awaitsImpression: true, version: 1, images: [{ analyses: [] }] });
  for (const word of ['lung-opacity', 'Lung opacity', '"score"', 'chest']) expect(text).not.toContain(word);
  expect(text).not.toMatch(/\b0\.80?\b/);
  const old = await (await get(`studies/${studyId}/versions/1`, me)).text();
  expect(old).not.toContain('lung-opacity');
  expect(await codeOf(await get(heat, me))).toEqual([409, 'impression-first']);
  expect(await codeOf(await get(`studies/${studyId}/audit`, me))).toEqual([409, 'impression-first']);
  const accept = { studyVersion: 1, decision: 'accept' };
  expect(await codeOf(await post(`${studyId}/review`, 'Dr. A', accept))).toEqual([409, 'impression-first']);

  const said = await post(`${studyId}/impression`, 'Dr. A', { studyVersion: 1, priority: 'routine' });
  expect(said.status).toBe(200);
  const view = (await said.json()) as StudyView;
  expect(view.images[0]?.analyses).toHaveLength(1);
  expect(view).not.toHaveProperty('awaitsImpression');
  expect(said.headers.get('etag')).toBe(`"${view.revision}"`);
  expect((await get(heat, me)).status).toBe(200);
  const audit = (await (await get(`studies/${studyId}/audit`, me)).json()) as { waiting: object[] };
  expect(audit.waiting).toContainEqual(
    expect.objectContaining({ type: 'impression', priority: 'routine', version: 1 }),
  );

  expect((await get(heat, 'Dr. B')).status).toBe(409);
  const review = await post(`${studyId}/review`, 'Dr. A', accept, `"${view.revision}"`);
  expect(await review.json()).toMatchObject({
    outcome: 'accepted',
    review: { impression: { priority: 'routine', at: view.impressions[0]?.at } },
  });
});

test('the worklist, its search and the words for a rank tell a reviewer nothing of the models', async () => {
  // The numbers are of reviewed studies, so an unread one changes none of them.
  const numbers = async () => ((await (await get('feedback', 'Dr. C')).json()) as FeedbackView).models;
  const before = await numbers();
  const { studyId } = await positiveStudy();
  expect(await numbers()).toEqual(before);
  const search = (text: string, name?: string) => {
    const headers = { 'content-type': 'application/json' };
    const init = { method: 'POST', body: JSON.stringify({ tab: 'awaiting', text }), headers };
    return running.fetch('/api/worklist/search', init, name === undefined ? 'auditor' : 'reviewer', name);
  };
  type Lines = { studies: { studyId: string; findings: object[] }[] };
  const lineOf = async (answer: Response) =>
    ((await answer.json()) as Lines).studies.find((line) => line.studyId === studyId);
  const words = /lung-opacity|Lung opacity|\b0\.80?\b/;

  const whole = await until('the line', async () => lineOf(await get('worklist')));
  expect(whole.findings).toHaveLength(1);
  expect((await lineOf(await get('worklist', 'Dr. C')))?.findings).toEqual([]);
  expect(await (await get('worklist', 'Dr. C')).text()).not.toMatch(words);
  expect(await lineOf(await search('opacity'))).toBeDefined();
  expect(await lineOf(await search('opacity', 'Dr. C'))).toBeUndefined();
  expect(await lineOf(await search(studyId.slice(0, 12), 'Dr. C'))).toMatchObject({ findings: [] });

  const rank = (name?: string) => get(`studies/${studyId}/rank`, name).then((answer) => answer.text());
  expect(await rank()).toMatch(words);
  expect(await rank('Dr. C')).not.toMatch(words);
  expect(await rank('Dr. C')).toContain('is shown after your first impression');
  await post(`${studyId}/impression`, 'Dr. C', { studyVersion: 1, priority: 'routine' });
  expect(await rank('Dr. C')).toMatch(words);
});

test('a reviewer cannot have the models asked about a file before the impression; an admin can', async () => {
  const file = new Uint8Array(canaryDicom(1, '88'));
  const classify = (body: Uint8Array | object, name: string, role: 'reviewer' | 'admin' = 'reviewer') => {
    const isFile = body instanceof Uint8Array;
    const init = {
      method: 'POST',
      body: isFile ? Buffer.from(body) : JSON.stringify(body),
      headers: { 'content-type': isFile ? 'application/dicom' : 'application/json' },
    };
    return running.fetch('/api/classify', init, role, name);
  };
  const outcome = await running.outcome(await running.drop('one.dcm', file));
  const { studyId } = outcome as { studyId: string };
  const named = { container: 'incoming', blob: 'one.dcm' };
  expect(await codeOf(await classify(named, 'Dr. D'))).toEqual([409, 'impression-first']);
  expect(await codeOf(await classify(file, 'Dr. D'))).toEqual([409, 'impression-first']);
  expect((await classify(named, 'Admin', 'admin')).status).toBe(200);
  await post(`${studyId}/impression`, 'Dr. D', { studyVersion: 1, priority: 'routine' });
  expect((await classify(file, 'Dr. D')).status).toBe(200);
  expect(await codeOf(await classify(file, 'Dr. E'))).toEqual([409, 'impression-first']);
});

test('whoever does not review sees everything', async () => {
  const { studyId, imageId } = await positiveStudy();
  const view = (await (await get(`studies/${studyId}`)).json()) as StudyView;
  expect(view.images[0]?.analyses).toHaveLength(1);
  expect((await get(`images/${imageId}/preview?heat=chest/lung-opacity`)).status).toBe(200);
});

test('an impression comes once, and of the version that there is', async () => {
  const { studyId } = await positiveStudy();
  const first = { studyVersion: 1, priority: 'stat' };
  const statuses = [];
  for (const body of [{ ...first, priority: 'unclassified' }, { ...first, studyVersion: 2 }, first, first])
    statuses.push((await post(`${studyId}/impression`, 'Dr. A', body)).status);
  expect(statuses).toEqual([400, 409, 200, 200]);
  const other = { ...first, priority: 'routine' };
  expect(await codeOf(await post(`${studyId}/impression`, 'Dr. A', other))).toEqual([409, 'already-given']);
  const nowhere = await post(`${'0'.repeat(64)}/impression`, 'Dr. A', first);
  expect(await codeOf(nowhere)).toEqual([404, 'no-such-study']);
  expect((await running.store.results.study(studyId))?.impressions).toHaveLength(1);
});
