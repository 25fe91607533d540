import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Entry, entryBytes } from '../../../../src/audit/log/entry';
import { LogReader } from '../../../../src/audit/log/logReader';
import { readCheckpoint } from '../../../../src/audit/proof/checkpoint';
import { leafHash } from '../../../../src/audit/proof/merkle';
import { checkProof } from '../../../../src/audit/proof/tlogProof';
import { parseVerifierKey } from '../../../../src/audit/proof/verifierKey';
import { describeFault } from '../../../../src/audit/verify/fault';
import { verifyAudit } from '../../../../src/audit/verify/verifyAudit';
import { drawChest } from '../../../../src/cli/synthetic/chest';
import { writePng } from '../../../../src/cli/synthetic/writePicture';
import { createEraseRefused, createEraseStudy } from '../../../../src/operations/study/eraseStudy';
import { AccountTree } from '../../../../src/storage/audit/blobTree';
import { type AppRuntime, appRuntime, until } from '../../../support/appRuntime';
import { canary, canaryDicom } from '../../../support/canary';
import { zipOf } from '../../../support/zipOf';

const dicom = (seed: number) => canaryDicom(seed, '87');
let folder: string;
let running: AppRuntime;
let studyId: string;

/** The app with a key file that is not there yet, after files of every kind, a review and an escalation-free wait. */
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'audit-app-'));
  running = await appRuntime({
    TRIAGE_MODELS: 'models',
    TRIAGE_AUDIT_KEY_FILE: path.join(folder, 'key'),
    // An erasure is recorded by another process, which may end before it seals.
    TRIAGE_SEAL_EVERY_SECONDS: '1',
  });
  const outcome = await dropped(`${canary} 1.dcm`, dicom(1));
  if (!('studyId' in outcome)) throw new Error('the first file was to become an image');
  studyId = outcome.studyId;
  await dropped(`${canary} 2.dcm`, dicom(2));
  await dropped(`${canary} cut.dcm`, dicom(3).subarray(0, 2000));
  await dropped(
    `${canary}.zip`,
    await zipOf({ [`${canary}/4`]: dicom(4), [`${canary}/5`]: dicom(5).subarray(0, 900) }),
  );
  await dropped('picture.png', await writePng(drawChest(6, { width: 128, height: 160 }), 8));
  await until('the files of the export', async () =>
    (await running.store.arrivals.finished()).size === 7 ? true : undefined,
  );
  const answer = await post(`api/studies/${studyId}/review`, {
    studyVersion: 1,
    decision: 'accept',
    comment: `nothing new for ${canary}`,
  });
  expect(answer.status).toBe(200);
  await sealed();
});

afterAll(async () => {
  await running?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function dropped(name: string, bytes: Uint8Array) {
  return running.outcome(await running.drop(name, bytes));
}

const get = (route: string) => running.fetch(`/${route}`);
const post = (route: string, body: unknown) =>
  running.fetch(`/${route}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', 'if-match': '"1"' },
  });

async function sealed(): Promise<void> {
  await until('all records to be sealed', async () => {
    const reader = new LogReader(running.store.auditLog);
    const places = await Promise.all(
      (await running.store.auditLog.announced()).map((id) => reader.placeOf(id)),
    );
    return places.includes(undefined) ? undefined : true;
  });
}

const tree = () => new AccountTree(running.blobs);
const key = () => parseVerifierKey(readFileSync(path.join(folder, 'key.pub'), 'utf8'));
const verify = () => verifyAudit(tree(), key(), [], Date.now() + 3_600_000);

test('the key is made at the first start, and nobody else may read it', () => {
  expect(existsSync(path.join(folder, 'key'))).toBe(true);
  expect(statSync(path.join(folder, 'key')).mode & 0o777).toBe(0o600);
});

test('the log of everything that happened verifies, an hour later as well', async () => {
  const { faults, entries, shown, waiting } = await verify();
  expect(faults.map(describeFault)).toEqual([]);
  expect(waiting).toBe(0);
  expect(Object.fromEntries(entries)).toMatchObject({
    result: 4,
    refusal: 2,
    'arrival-closed': 1,
    review: 1,
  });
  expect(shown).toMatchObject({ outcomes: 7, images: 4, studies: 4, reviews: 1 });
});

test('planted names and ids are in no record, entry, tile or checkpoint', async () => {
  let looked = 0;
  for await (const name of tree().list('audit')) {
    const bytes = (await tree().read('audit', name)) as Buffer;
    expect([name, bytes.toString('latin1').includes(canary)]).toEqual([name, false]);
    // Neither do the app's own ids stand there: whoever has the log alone can tie nothing to a study or a file.
    for (const id of [studyId, ...(await running.store.arrivals.finished())])
      expect([name, bytes.toString('latin1').includes(id)]).toEqual([name, false]);
    expect([name, /2\.25\.87/.test(bytes.toString('latin1'))]).toEqual([name, false]);
    looked += 1;
  }
  expect(looked).toBeGreaterThan(20);
});

test('the checkpoint comes over HTTP, and is one of this key', async () => {
  const response = await get('api/audit/checkpoint');
  expect(response.headers.get('content-type')).toContain('text/plain');
  const { origin, size: entries } = readCheckpoint(await response.text());
  expect(origin).toBe(key().name);
  expect(entries).toBeGreaterThan(11);
});

test('the history of a study comes with a proof for each entry', async () => {
  const response = await get(`api/studies/${studyId}/audit`);
  const story = (await response.json()) as { entries: (Entry & { proof: string })[] };
  const types = story.entries.map(({ event }) => event.type);
  expect(types.sort()).toEqual(['decision', 'result', 'review']);
  for (const { sequence, sealedAt, event, proof } of story.entries) {
    const leaf = leafHash(entryBytes(sequence, sealedAt, event));
    expect(checkProof(proof, leaf, [key()]).index).toBe(sequence);
  }
  const review = story.entries.map(({ event }) => event).find((event) => event.type === 'review');
  expect(review?.signature).toEqual({
    name: 'Dr. Example',
    at: expect.any(String),
    meaning: 'agrees with where the study stands',
  });
  expect(review?.signedSha256).toMatch(/^[0-9a-f]{64}$/);
  expect((await get('api/studies/nonsense/audit')).status).toBe(400);
  expect((await get(`api/studies/${'0'.repeat(64)}/audit`)).status).toBe(404);
});

test('a study that is erased leaves a log that verifies, and nothing that says whom it was about', async () => {
  const { store, incoming } = running;
  const actor = { subject: 'privacy officer', kind: 'cli' as const };
  const files = async () => {
    const names: string[] = [];
    for await (const { name } of incoming.listBlobsFlat()) names.push(name);
    return names;
  };
  expect(await files()).toContain(`${canary} 1.dcm`);
  const deps = { ...store, now: () => new Date().toISOString() };
  const erased = await createEraseStudy(deps)(studyId, actor, 'asked for');
  expect(erased).toEqual({ images: 1, files: 1, insideExports: 0 });
  await sealed();

  expect(await files()).not.toContain(`${canary} 1.dcm`);
  expect((await get(`api/studies/${studyId}`)).status).toBe(404);
  expect((await get(`api/studies/${studyId}/audit`)).status).toBe(404);
  expect((await store.worklist.studies()).map((line) => line.studyId)).not.toContain(studyId);
  for (const container of ['identity', 'images', 'results', 'arrivals'])
    for await (const name of tree().list(container)) expect(name).not.toContain(studyId);
  const { faults, erasures, entries } = await verify();
  expect(faults.map(describeFault)).toEqual([]);
  expect([erasures, entries.get('erasure')]).toEqual([1, 1]);
  expect(await createEraseStudy(deps)(studyId, actor, 'again')).toBeUndefined();

  const [refusal] = await store.worklist.refusals();
  const refused = (refusal as { arrivalId: string }).arrivalId;
  expect(await createEraseRefused(deps)(refused, actor, 'asked for')).toBe(true);
  await sealed();
  expect((await store.worklist.refusals()).map(({ arrivalId }) => arrivalId)).not.toContain(refused);
  for await (const name of tree().list('quarantine')) expect(name).not.toContain(refused);
  const after = await verify();
  expect(after.faults.map(describeFault)).toEqual([]);
  expect(after.erasures).toBe(2);
  expect(await createEraseRefused(deps)(refused, actor, 'again')).toBe(false);
});
