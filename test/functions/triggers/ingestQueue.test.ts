import { readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { type Starter, versionedInput } from '../../../src/contract/orchestrations';
import { newSweep } from '../../../src/domain/intake/sweepState';
import { reviewInstanceOf } from '../../../src/domain/kernel/identifiers/ids';
import { createReceiveFile } from '../../../src/operations/intake/receiveFile';
import { createRestartOpen } from '../../../src/operations/intake/restartOpen';
import { createSupersedeRefusals } from '../../../src/operations/intake/supersedeRefusals';
import { createSweepIncoming, KnownFinished } from '../../../src/operations/intake/sweepIncoming';
import { createReconcileReviews } from '../../../src/operations/study/reconcileReviews';
import { hexId } from '../../domain/arbitraries';
import { type AppRuntime, appRuntime, until } from '../../support/appRuntime';
import { openGate } from '../../support/memoryGate';
import { nothingChanged } from '../../support/siteSecret';
import { storeNow } from '../../support/storeNow';
import { unlimited } from '../../support/unlimited';

let running: AppRuntime;

beforeAll(async () => {
  running = await appRuntime({ TRIAGE_INGEST: 'queue' });
});

afterAll(() => running?.stop(), 60_000);

function picture(value: number): Promise<Buffer> {
  return sharp(new Uint8Array(64).fill(value), { raw: { width: 8, height: 8, channels: 1 } })
    .png()
    .toBuffer();
}

async function announce(name: string, times: number, changes: object = {}): Promise<void> {
  const queue = running.queues.getQueueClient('incoming-events');
  await queue.createIfNotExists();
  const { etag, contentLength } = await running.incoming.getBlobClient(name).getProperties();
  const event = {
    subject: `/blobServices/default/containers/incoming/blobs/${name}`,
    eventType: 'Microsoft.Storage.BlobCreated',
    eventTime: new Date().toISOString(),
    data: { api: 'PutBlob', eTag: etag?.replaceAll('"', ''), contentLength },
    ...changes,
  };
  const message = Buffer.from(JSON.stringify(event)).toString('base64');
  for (let time = 0; time < times; time += 1) await queue.sendMessage(message);
}

/** A starter that only notes what it is asked. */
function noting(started: string[], runs: ReadonlySet<string> = new Set()): Starter {
  return {
    isRunning: async (id) => runs.has(id),
    start: async (orchestration, id) => void started.push(`${orchestration} ${id}`),
    raise: async () => {},
  };
}

/** What is started at this time of what is open, or was missed. */
async function reconcileArrivals(
  at: string,
  starter: Starter,
  runs: ReadonlySet<string> = new Set(),
): Promise<number> {
  const { incoming, arrivals, worklist } = running.store;
  const { siteKey, incomingContainer } = running.settings;
  const noteChangedOutside = nothingChanged;
  const deps = {
    incoming,
    arrivals,
    worklist,
    starter,
    gate: openGate(starter),
    chooseLane: async () => 'routine' as const,
    receiving: unlimited,
    siteKey,
    incomingContainer,
    noteChangedOutside,
    finished: new KnownFinished(),
    now: () => at,
  };
  const { processing } = await worklist.openRows();
  const open = new Map([...processing].map(([id, { changedAt }]) => [id, changedAt]));
  const restarted = await createRestartOpen(deps)(open, runs);
  for (const id of restarted.unrecorded) open.delete(id);
  const inProgress = new Set([...open.keys(), ...runs]);
  const { started } = await createSweepIncoming(deps)(newSweep(at).incoming, inProgress);
  return restarted.started + started;
}

const later = () => new Date(Date.now() + 3_600_000).toISOString();

test('the same event five times is one image with one result', async () => {
  const arrivalId = await running.drop('five times.png', await picture(1));
  await announce('five times.png', 5);
  const outcome = await running.outcome(arrivalId);
  if (!('imageId' in outcome)) throw new Error(outcome.outcome);
  expect(await running.store.results.study(outcome.studyId)).toMatchObject({ version: 1, revision: 1 });
});

test('events that are no finished file leave no arrival, and nothing in the poison queue', async () => {
  const folder = running.incoming.getBlockBlobClient('ward 3');
  await folder.upload('', 0, { metadata: { hdi_isfolder: 'true' } });
  await announce('ward 3', 1);
  const unfinished = await running.drop('unfinished.png', await picture(9));
  await announce('unfinished.png', 1, { data: { api: 'CreateFile', eTag: 'e', contentLength: 0 } });
  await announce('unfinished.png', 1, { eventType: 'Microsoft.Storage.BlobDeleted', data: {} });
  await announce('unfinished.png', 1, {
    eventType: 'Microsoft.Storage.DirectoryCreated',
    data: { api: 'CreateDirectory' },
  });
  const last = await running.drop('finished.png', await picture(10));
  await announce('finished.png', 1);
  await running.outcome(last);
  await until('all events to be taken', async () => {
    const queue = await running.queues.getQueueClient('incoming-events').getProperties();
    return queue.approximateMessagesCount === 0 ? true : undefined;
  });
  expect(await running.store.arrivals.read(unfinished)).toBeUndefined();
  const seen = (await running.store.incoming.page()).files.map(({ name }) => name);
  expect(seen).toContain('unfinished.png');
  expect(seen).not.toContain('ward 3');
  expect(await running.store.incoming.current('ward 3')).toBeUndefined();
  expect(await running.queues.getQueueClient('incoming-events-poison').exists()).toBe(false);
  await running.incoming.getBlobClient('unfinished.png').delete();
});

test('a file that is created empty and filled later leaves no refusal on the list', async () => {
  const empty = await running.drop('in steps.png', Buffer.alloc(0));
  await announce('in steps.png', 1);
  expect(await running.outcome(empty)).toMatchObject({ outcome: 'quarantined', reason: 'empty-file' });
  const filled = await running.drop('in steps.png', await picture(11));
  await announce('in steps.png', 1);
  expect((await running.outcome(filled)).outcome).toBe('not-analysed');
  const { incoming, arrivals, quarantine, worklist } = running.store;
  const { siteKey, incomingContainer } = running.settings;
  await createSupersedeRefusals({
    ...{ incoming, arrivals, quarantine, siteKey, incomingContainer },
    renew: (arrivalId) => running.store.renewRow('refusal', arrivalId),
    noteChangedOutside: nothingChanged,
  })(await worklist.refusals(), '');
  const listed = (await worklist.refusals()).find(({ arrivalId }) => arrivalId === empty);
  expect(listed).toMatchObject({ superseded: true });
  await until('the list to be without it', async () => {
    const answer = await running.fetch('/api/worklist?tab=quarantined');
    const { quarantined } = (await answer.json()) as { quarantined: { arrivalId: string }[] };
    return quarantined.some(({ arrivalId }) => arrivalId === empty) ? undefined : true;
  });
});

test('what no event told of is found by the sweep, once it is older than events need', async () => {
  const arrivalId = await running.drop('forgotten.png', await picture(2));
  const started: string[] = [];
  expect(await reconcileArrivals(new Date().toISOString(), noting(started))).toBe(0);
  expect(await reconcileArrivals(later(), noting(started))).toBe(1);
  expect(started).toEqual([`triageImage ${arrivalId}`]);
  expect(await running.store.arrivals.read(arrivalId)).toMatchObject({ name: 'forgotten.png' });

  const runs = new Set([arrivalId]);
  expect(await reconcileArrivals(later(), noting(started, runs))).toBe(0);
});

test('a file of an export whose orchestration was lost is found by the sweep', async () => {
  const arrivalId = hexId('a file of an export');
  await running.store.arrivals.record({
    schemaVersion: 1,
    arrivalId,
    container: 'incoming',
    name: 'export.zip',
    etag: 'e',
    receivedAt: new Date().toISOString(),
    lane: 'routine',
    salt: '5a'.repeat(32),
    member: {
      exportId: hexId('export'),
      index: 0,
      name: 'IM1',
      offset: 0,
      end: 10,
      compressedSize: 1,
      size: 1,
      crc32: 0,
      method: 0,
      encrypted: false,
    },
  });
  const sweep = async (at: string, runs: ReadonlySet<string> = new Set()) => {
    const started: string[] = [];
    await reconcileArrivals(at, noting(started), runs);
    return started.includes(`triageImage ${arrivalId}`);
  };
  expect(await sweep(new Date().toISOString())).toBe(false);
  expect(await sweep(later())).toBe(true);
  expect(await sweep(later(), new Set([arrivalId]))).toBe(false);
  const finishedAt = new Date().toISOString();
  const ended = {
    schemaVersion: 1,
    arrivalId,
    outcome: 'quarantined',
    reason: 'truncated',
    finishedAt,
  } as const;
  await storeNow(running.store.arrivals.prepareOutcome(ended));
  expect(await sweep(later())).toBe(false);
});

test('what has an outcome is not started again by a late event', async () => {
  const arrivalId = await running.drop('done.png', await picture(3));
  await announce('done.png', 1);
  await running.outcome(arrivalId);
  const started: string[] = [];
  const version = await running.store.incoming.current('done.png');
  if (!version) throw new Error('the blob is gone');
  const { siteKey, incomingContainer } = running.settings;
  const receiveFile = createReceiveFile({
    incoming: running.store.incoming,
    arrivals: running.store.arrivals,
    starter: noting(started),
    gate: openGate(noting(started)),
    chooseLane: async () => 'routine',
    receiving: unlimited,
    siteKey,
    incomingContainer,
  });
  expect(await receiveFile(version)).toBe(false);
  expect(started).toEqual([]);
});

test('an open study that nobody waits for gets its review back', async () => {
  const arrivalId = await running.drop('open.png', await picture(4));
  await announce('open.png', 1);
  const outcome = await running.outcome(arrivalId);
  if (!('imageId' in outcome)) throw new Error(outcome.outcome);
  const started: string[] = [];
  const others = (await running.store.worklist.studies()).map(({ studyId }) => reviewInstanceOf(studyId));
  const instance = reviewInstanceOf(outcome.studyId);
  const { worklist, renewRow } = running.store;
  const reconcileReviews = createReconcileReviews({
    starter: noting(started),
    renew: (studyId) => renewRow('study', studyId),
    isOpen: async (studyId) => Boolean((await worklist.row('study', studyId))?.line),
  });
  await reconcileReviews(await worklist.studies(), new Set(others.filter((id) => id !== instance)));
  expect(started).toEqual([`reviewStudy ${instance}`]);
});

/** Starts an orchestration past the app's own starter, as another release would. @returns how it is */
async function startRaw(instanceId: string, input: object): Promise<() => Promise<DurableStatus>> {
  const key = readFileSync(path.join(running.dataDirectory, 'system-key'), 'utf8').trim();
  const durable = `${running.url}/runtime/webhooks/durabletask`;
  const response = await fetch(`${durable}/orchestrators/triageImage/${instanceId}?code=${key}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  expect(response.status).toBe(202);
  return async () =>
    (await (await fetch(`${durable}/instances/${instanceId}?code=${key}`)).json()) as DurableStatus;
}

interface DurableStatus {
  readonly runtimeStatus: string;
  readonly output: string;
}

test('what a newer release started fails and says why; the sweep starts it again, and nothing is lost', async () => {
  const arrivalId = await running.drop('from a newer release.png', await picture(5));
  const status = await startRaw(arrivalId, { version: 2, arrivalId });
  const failed = await until('the end of the instance', async () => {
    const found = await status();
    return found.runtimeStatus === 'Failed' ? found : undefined;
  });
  expect(failed.output).toMatch(/triageImage was started with version 2 of its input.* runs 1/);

  const started: string[] = [];
  await reconcileArrivals(later(), noting(started));
  expect(started).toContain(`triageImage ${arrivalId}`);
  await startRaw(arrivalId, versionedInput('triageImage', { arrivalId }));
  expect(await running.outcome(arrivalId)).toMatchObject({ outcome: 'not-analysed' });
});
