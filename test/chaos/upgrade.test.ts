import { mkdirSync, readFileSync } from 'node:fs';
import { reviewInstanceOf } from '../../src/domain/kernel/identifiers/ids';
import { appStorage } from '../support/appStorage';
import { allInstances, type Instance, stepsOf } from '../support/instances';
import { LocalRuntime } from '../support/localRuntime';
import { type Release, releaseFolder } from '../support/releases/releaseFolder';
import { accept } from '../support/reviews';
import { fetchAs } from '../support/signIn';
import { waitFor } from '../support/waitFor';
import { batch } from './batch';

/** The app is stopped with orchestrations on their way, and started again in a release that starts version 2. */

const runtime = new LocalRuntime();
const { folder } = runtime;
afterAll(() => runtime.remove(), 60_000);

const noModels = folder.file('no-models');
const environment = {
  TRIAGE_SITE_KEY: Buffer.alloc(32, 1).toString('base64'),
  TRIAGE_BLOB_SOURCE: 'LogsAndContainerScan',
  TRIAGE_MODELS: noModels,
  TRIAGE_SIGN_IN: 'development',
  TRIAGE_UNDO_SECONDS: '0',
  // Or most files would wait at the gate, and few orchestrations would be on their way.
  TRIAGE_FILES_AHEAD: '20',
};
const start = (release: Release) =>
  runtime.start({ appDirectory: releaseFolder(folder, release), environment });
const key = () => readFileSync(folder.file('data/system-key'), 'utf8').trim();
const instances = () => allInstances(runtime.url, key());
const isOpen = ({ runtimeStatus }: Instance) => /^(Pending|Running)$/.test(runtimeStatus);

test('what began in version 1 ends in it, what begins later has version 2, and none fails', async () => {
  mkdirSync(noModels);
  const { connectionString } = await start('now');
  const storage = await appStorage(environment, connectionString);
  const files = await batch(11, 16, 2);
  const drop = (from: number, to: number) =>
    Promise.all(
      files
        .slice(from, to)
        .map(({ extension, bytes }, at) => storage.drop(`${from + at}${extension}`, bytes)),
    );

  const reviewed = await storage.outcome((await drop(0, 1))[0] ?? '');
  if (!('studyId' in reviewed)) throw new Error(`it ended as ${reviewed.outcome}`);
  const before = await drop(1, 14);
  // More than host.json lets it work on at once: a stop in good order does not wait for the others.
  const begun = await waitFor('many to be open', async () => {
    const open = (await instances()).filter((one) => before.includes(one.instanceId) && isOpen(one));
    return open.length > 6 && open.map(({ instanceId }) => instanceId);
  });
  await runtime.stop();
  const ended = await storage.store.arrivals.finished();
  const onTheWay = begun.filter((id) => !ended.has(id));
  expect(onTheWay).not.toEqual([]);

  await start('starts');
  const later = await drop(14, 18);
  await Promise.all([...before, ...later].map((id) => storage.outcome(id)));
  const images = await waitFor('all to end', async () => {
    const all = (await instances()).filter(({ name }) => name === 'triageImage');
    return !all.some(isOpen) && all;
  });
  expect(images.filter(({ runtimeStatus }) => runtimeStatus !== 'Completed')).toEqual([]);
  for (const [ids, version] of [[onTheWay, 1] as const, [later, 2] as const])
    for (const id of ids) {
      expect(images.find(({ instanceId }) => instanceId === id)?.input.version).toBe(version);
      const steps = await stepsOf(runtime.url, key(), id);
      expect(steps.filter((step) => step === 'triageFile')).toHaveLength(version);
    }

  await accept({ ...storage, fetch: fetchAs(runtime.url) }, reviewed.studyId);
  const id = reviewInstanceOf(reviewed.studyId);
  const review = await waitFor('the review to end', async () =>
    (await instances()).find((one) => one.instanceId === id && !isOpen(one)),
  );
  expect(review).toMatchObject({ runtimeStatus: 'Completed', input: { version: 2 } });
  expect(await stepsOf(runtime.url, key(), id)).toEqual(['advanceReview', 'advanceReview']);
});
