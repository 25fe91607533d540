import { type App, createApp } from '../../src/app/app';
import type { AuditEvent } from '../../src/domain/audit/auditEvent';
import { identityName } from '../../src/domain/kernel/identifiers/identityName';
import type { ChangedOutsideError } from '../../src/domain/kernel/sealing/changedOutside';
import { commitmentOf } from '../../src/domain/kernel/sealing/commitment';
import { Macs } from '../../src/domain/kernel/sealing/macs';
import type { SealedObject } from '../../src/domain/kernel/sealing/sealedObject';
import { heatMapName } from '../../src/domain/models/heatMapName';
import type { StudyImage } from '../../src/domain/study/images/imageRecord';
import { words } from '../../src/domain/words/words';
import type { WorklistView } from '../../src/domain/worklist/worklistView';
import { createReconcileIntegrity } from '../../src/operations/study/reconcileIntegrity';
import { type Elements, imageFile } from '../dicom/dicomBuilder';
import { type AppRuntime, appRuntime } from '../support/appRuntime';
import { type Kept, storedContents } from '../support/storedContents';
import { studyLines } from '../support/studyLines';

// The app says on this what it finds.
jest.spyOn(console, 'error').mockImplementation(() => {});

let running: AppRuntime;
let app: App;
let victim: Ids;
let other: Ids;

interface Ids {
  readonly arrivalId: string;
  readonly studyId: string;
  readonly imageId: string;
  /** The blobs that hold them. */
  readonly heatMap: string;
  readonly pseudonym: string;
}

const model = { id: 'chest', version: '1.0.0', sha256: 'a'.repeat(64) };

beforeAll(async () => {
  running = await appRuntime();
  app = createApp(running.settings);
  [victim, other] = [await admit(1), await admit(2)];
});

afterAll(async () => {
  await app?.close();
  await running?.stop();
});

/** A study of one image, with everything that is ever kept beside it. */
async function admit(number: number): Promise<Ids> {
  const more: Elements = [
    [0x00080018, 'UI', `2.25.70${number}`],
    [0x00080060, 'CS', 'DX'],
    [0x00100010, 'PN', `SYNTHETIC^${number}`],
    [0x00100020, 'LO', `SYN-${number}`],
    // So long a header has a blob of its own.
    [0x00181065, 'DS', Array.from({ length: 6_000 }, () => '12.5').join('\\')],
    [0x0020000d, 'UI', `2.25.71${number}`],
  ];
  const pixels = Array.from({ length: 64 * 64 }, (_, at) => (at * number) % 4096);
  const file = imageFile({ rows: 64, columns: 64, pixels, more });
  const arrivalId = await running.drop(`${number}.dcm`, file);
  const outcome = await running.outcome(arrivalId);
  if (!('imageId' in outcome)) throw new Error(outcome.outcome);
  const { imageId, studyId } = outcome;
  const { images, results } = running.store;
  const analysis = { outcome: 'abstained' as const, model, reason: 'blank-picture' as const, notes: [] };
  const map = { name: heatMapName(model, 'opacity'), png: Buffer.from(`heat ${number}`) };
  const { sha256, store } = await images.preparePictures(imageId, [map]);
  await store();
  const image = (await results.study(studyId))?.images[0] as StudyImage;
  const pictures = [sha256 as string];
  const recorded = { schemaVersion: 1 as const, studyId, recordedAt: image.receivedAt };
  await results.joinImage({ ...image, ...recorded, analyses: [analysis], pictures });
  await images.storeFull(imageId, Buffer.from(`full ${number}`));
  expect((await get(`/api/images/${imageId}/picture`)).status).toBe(200);
  const [pseudonym = ''] = await running.store.identity.patientsOf(studyId);
  return { arrivalId, studyId, imageId, heatMap: sha256 as string, pseudonym };
}

const get = (path: string) => running.fetch(path);
const { read, write } = storedContents(() => running.blobs);
const blob = (container: string, name: string) =>
  running.blobs.getContainerClient(container).getBlockBlobClient(name);

async function reconcile(): Promise<void> {
  const { store, studies, now } = app;
  const macs = new Macs(running.settings.siteKey);
  const { studies: open } = await store.worklistCopy.contents();
  await createReconcileIntegrity({ ...store, records: store.audit, studies, macs, now })(open);
  await store.renewRow('study', victim.studyId).catch(() => {});
}

async function events(): Promise<AuditEvent[]> {
  const ids = await running.store.auditLog.announced();
  const found = await Promise.all(ids.map((id) => running.store.audit.find(id)));
  return found.filter((event) => event !== undefined);
}

async function failures(object: SealedObject) {
  return (await events()).flatMap((event) =>
    event.type === 'integrity-failure' && event.object === object ? [event] : [],
  );
}

/** As it lies in the table: the app's own copy of that may be a second old. */
async function lineOf(studyId: string) {
  const lines = await studyLines(running.store);
  return lines.find((line) => line.studyId === studyId);
}

/** Where each kind of object lies, and where it is asked for. */
const shown: [SealedObject, (ids: Ids) => [container: string, name: string, path: string]][] = [
  ['identity', (ids) => ['identity', identityName(ids), `/api/studies/${ids.studyId}/identity`]],
  ['salt', (ids) => ['identity', `${ids.studyId}/salt.json`, `/api/studies/${ids.studyId}/identity`]],
  ['image', (ids) => ['images', `${ids.imageId}/image.json`, `/api/images/${ids.imageId}`]],
  ['pixels', (ids) => ['images', `${ids.imageId}/pixels`, `/api/images/${ids.imageId}/samples`]],
  ['preview', (ids) => ['images', `${ids.imageId}/preview`, `/api/images/${ids.imageId}/preview`]],
  ['picture', (ids) => ['images', `${ids.imageId}/picture-1.png`, `/api/images/${ids.imageId}/picture`]],
  [
    'image-result',
    (ids) => [
      'results',
      `images/${ids.imageId}.json`,
      `/api/images/${ids.imageId}/preview?heat=chest/opacity`,
    ],
  ],
  ['study', (ids) => ['results', `studies/${ids.studyId}.json`, `/api/studies/${ids.studyId}`]],
  [
    'study-version',
    (ids) => ['results', `studies/${ids.studyId}/v1.json`, `/api/studies/${ids.studyId}/versions/1`],
  ],
];

const attacks: [string, (own: Kept, others: Kept) => Kept][] = [
  [
    'one flipped bit',
    ({ bytes, metadata }) => {
      const at = Math.floor(bytes.length / 2);
      const altered = Buffer.from(bytes);
      altered.writeUInt8(bytes.readUInt8(at) ^ 1, at);
      return { bytes: altered, metadata };
    },
  ],
  ['that of another study copied over it', (_, others) => others],
  ['its metadata removed', ({ bytes }) => ({ bytes, metadata: {} })],
];

test('untouched, everything is served, and nothing is noted', async () => {
  for (const ids of [victim, other])
    for (const [, place] of shown) expect((await get(place(ids)[2])).status).toBe(200);
  await reconcile();
  expect((await events()).filter(({ type }) => type === 'integrity-failure')).toEqual([]);
  expect(await lineOf(victim.studyId)).not.toHaveProperty('changedOutside');
  expect(await (await get('/api/health')).json()).toMatchObject({ changedOutside: 0 });
});

test.each(shown)('%s: it is not served; the log, the study and the list say so', async (object, place) => {
  const [container, name, path] = place(victim);
  const salt = (await running.store.identity.knownSalt(victim.studyId)) as string;
  const own = await read(container, name);
  const [otherContainer, otherName] = place(other);
  const others = await read(otherContainer, otherName);
  for (const [, attack] of attacks) {
    await write(container, name, attack(own, others));
    const response = await get(path);
    expect([response.status, response.headers.get('cache-control')]).toEqual([409, 'no-store']);
    expect(await response.json()).toMatchObject({
      code: 'changed-outside',
      detail: words.changedOutside.answer,
    });
  }
  expect(await lineOf(victim.studyId)).toMatchObject({ changedOutside: true, place: 'stat' });
  const signed = await running.fetch(`/api/studies/${victim.studyId}/review`, {
    method: 'POST',
    headers: { 'if-match': '"1"', 'content-type': 'application/json' },
    body: JSON.stringify({ studyVersion: 1, decision: 'accept' }),
  });
  expect([signed.status, ((await signed.json()) as { code: string }).code]).toEqual([409, 'changed-outside']);
  const found = await failures(object);
  // The record of a study cannot say that it is the one, so each content of it is an event.
  expect(found).toHaveLength(object === 'study' ? attacks.length : 1);
  if (object !== 'salt')
    expect(found[0]).toMatchObject({ study: commitmentOf(salt, 'study', victim.studyId) });
  expect(JSON.stringify(found)).not.toMatch(new RegExp(`${victim.studyId}|${victim.imageId}|SYNTHETIC`));
  expect((await get(place(other)[2])).status).toBe(200);

  await reconcile();
  expect(await lineOf(victim.studyId)).toMatchObject({ changedOutside: true });
  await write(container, name, own);
  await reconcile();
  expect((await get(path)).status).toBe(200);
  expect(await lineOf(victim.studyId)).not.toHaveProperty('changedOutside');
  expect(await running.store.results.study(victim.studyId)).not.toHaveProperty('changedOutside');
  if (object !== 'study') expect((await failures(object)).filter(({ restored }) => restored)).toHaveLength(1);
});

const kept: [
  SealedObject,
  (ids: Ids) => [container: string, name: string],
  (ids: Ids) => Promise<unknown>,
][] = [
  [
    'arrival',
    (ids) => ['arrivals', `${ids.arrivalId}.json`],
    (ids) => app.store.arrivals.read(ids.arrivalId),
  ],
  [
    'outcome',
    (ids) => ['results', `arrivals/${ids.arrivalId}.json`],
    (ids) => app.store.arrivals.outcome(ids.arrivalId),
  ],
  [
    'attributes',
    (ids) => ['images', `${ids.imageId}/attributes.json`],
    (ids) => app.store.images.attributes(ids.imageId),
  ],
  [
    'full-picture',
    (ids) => ['images', `${ids.imageId}/full`],
    (ids) => app.store.images.packedFull(ids.imageId),
  ],
];

test.each(kept)('%s: nobody gets it', async (object, place, ask) => {
  expect(await ask(victim)).toBeDefined();
  const [container, name] = place(victim);
  const own = await read(container, name);
  const others = await read(...place(other));
  const errors: ChangedOutsideError[] = [];
  for (const [, attack] of attacks) {
    await write(container, name, attack(own, others));
    const error = await ask(victim).catch((reason) => reason);
    expect(error).toMatchObject({ code: 'changed-outside', container });
    errors.push(error as ChangedOutsideError);
  }
  // Where all of a blob was replaced, it is the first of its contents that is found.
  for (const { blob: found } of errors.slice(1))
    expect([name, `${victim.imageId}/image.json`]).toContain(found);
  const [first] = errors as [ChangedOutsideError];
  expect(first.blob).toBe(name);
  await app.noteChangedOutside(first);
  expect(await failures(object)).toHaveLength(1);
  await write(container, name, own);
  await reconcile();
  expect(await ask(victim)).toBeDefined();
});

/** The JSON with other metadata, as somebody would write it who knows how it is made but not the key. */
async function rewritten(
  container: string,
  name: string,
  change: (text: string) => string,
): Promise<() => Promise<void>> {
  const own = await read(container, name);
  const bytes = Buffer.from(change(own.bytes.toString('utf8')));
  expect(bytes.equals(own.bytes)).toBe(false);
  await write(container, name, { bytes, metadata: own.metadata });
  return () => write(container, name, own);
}

test('an inverted picture is not shown, and its study comes first', async () => {
  const restore = await rewritten('images', `${victim.imageId}/image.json`, (text) =>
    text.replace('MONOCHROME2', 'MONOCHROME1'),
  );
  for (const path of ['', '/samples', '/picture']) {
    const response = await get(`/api/images/${victim.imageId}${path}`);
    expect([path, response.status]).toEqual([path, 409]);
  }
  const { studies } = (await (await get('/api/worklist')).json()) as WorklistView;
  expect(studies[0]).toMatchObject({ studyId: victim.studyId, changedOutside: true, rank: 1 });
  expect(await (await get('/api/health')).json()).toMatchObject({ changedOutside: 1 });
  await restore();
  await reconcile();
});

test('a review written among those that are shown is not shown', async () => {
  const { studyId } = victim;
  const restore = await rewritten('results', `studies/${studyId}.json`, (text) => {
    const at = '2026-05-01T10:00:00.000Z';
    const signature = { name: 'Dr. Real', at, meaning: 'agrees with where the study stands' };
    const review = {
      reviewId: 'planted',
      reviewer: 'Dr. Real',
      subject: 'real',
      studyVersion: 1,
      decision: 'accept',
      submittedAt: at,
      signature,
      outcome: 'accepted',
    };
    return JSON.stringify({ ...JSON.parse(text), revision: 99, reviews: [review] });
  });
  for (const path of ['', '/rank', '/audit', '/priors']) {
    const response = await get(`/api/studies/${studyId}${path}`);
    expect([path, response.status]).toEqual([path, 409]);
    expect(await response.text()).not.toContain('Dr. Real');
  }
  expect(await lineOf(studyId)).toMatchObject({ state: 'awaiting', changedOutside: true });
  await restore();
  await reconcile();
  expect(await lineOf(studyId)).not.toHaveProperty('changedOutside');
});

test('an identity, or a patient, that somebody put beside a study', async () => {
  const { studyId } = victim;
  const identity = await read('identity', identityName(other));
  const planted = identityName({ ...other, studyId });
  await write('identity', planted, identity);
  for (const path of ['identity', 'priors'])
    expect((await get(`/api/studies/${studyId}/${path}`)).status).toBe(409);
  await blob('identity', planted).delete();
  await reconcile();
  expect(await lineOf(studyId)).not.toHaveProperty('changedOutside');
});

test('an outcome that somebody put there ends no arrival', async () => {
  const { bytes } = await read('results', `arrivals/${other.arrivalId}.json`);
  const planted = 'b'.repeat(64);
  await blob('results', `arrivals/${planted}.json`).uploadData(bytes);
  const finished = await running.store.arrivals.finished();
  expect([finished.has(other.arrivalId), finished.has(planted)]).toEqual([true, false]);
  await blob('results', `arrivals/${planted}.json`).delete();
});
