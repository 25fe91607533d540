import { app, type InvocationContext, type Timer } from '@azure/functions';
import * as df from 'durable-functions';
import type { ReviewStarter } from '../../activities/ensureReview';
import { type App, theApp } from '../../app/app';
import { arrivalIdOf, reviewInstanceOf } from '../../domain/kernel/ids';
import { restartArrival } from '../../operations/intake/startArrival';
import { removedStayMilliseconds } from '../../storage/worklistRows';
import { durableStarter, unfinishedStatuses } from './durableStarter';
import { receive } from './receive';

/** Younger files are left to their event, which is on its way. */
const graceMilliseconds = 60_000;

/**
 * Starts what lies in `incoming` without an outcome, since an event was lost; and every arrival that was written down
 * and has no outcome, since an instance failed: the files of an export are such arrivals, and nothing else knows them.
 *
 * @param running the ids of instances that are not to be looked at
 */
export async function reconcileArrivals(
  triage: App,
  starter: ReviewStarter,
  running: ReadonlySet<string> = new Set(),
): Promise<number> {
  const { store, settings } = triage;
  const before = Date.parse(triage.now()) - graceMilliseconds;
  const done = await store.arrivals.finished();
  for (const id of running) done.add(id);
  let started = 0;
  for await (const blob of store.incoming.list()) {
    if (Date.parse(blob.createdAt) > before) continue;
    const arrivalId = arrivalIdOf(settings.siteKey, settings.incomingContainer, blob.name, blob.etag);
    if (done.has(arrivalId)) continue;
    if (await receive(triage, starter, blob)) started += 1;
    done.add(arrivalId);
  }
  for await (const arrivalId of store.arrivals.open(before, done)) {
    if (await restartArrival(store.arrivals, starter, arrivalId)) started += 1;
  }
  return started;
}

/**
 * Makes the worklist's lines of files without an outcome true again, where a process ended between a record and its line;
 * and forgets what was removed long ago.
 */
export async function reconcileProcessing({ store, now }: App): Promise<void> {
  const { worklist, arrivals } = store;
  const shown = (await worklist.processing()).map(({ arrivalId }) => arrivalId);
  const finished = await arrivals.finished();
  for (const arrivalId of shown) if (finished.has(arrivalId)) await worklist.removeProcessing(arrivalId);
  const known = new Set([...shown, ...finished]);
  const before = Date.parse(now());
  for await (const arrivalId of arrivals.open(before - graceMilliseconds, known)) {
    const arrival = await arrivals.read(arrivalId);
    if (!arrival) continue;
    await worklist.putProcessing(arrival);
    // It may have ended since the list was read, and then nobody else removes the line.
    if (await arrivals.outcome(arrivalId)) await worklist.removeProcessing(arrivalId);
  }
  await worklist.forgetRemoved(before - removedStayMilliseconds);
}

/** Starts the review of every open study that nobody waits for. */
export async function reconcileReviews(
  { store }: App,
  starter: ReviewStarter,
  running: ReadonlySet<string>,
): Promise<number> {
  const open = (await store.worklist.studies()).filter(({ state }) => state !== 'reviewed');
  const orphans = open.map(({ studyId }) => studyId).filter((id) => !running.has(reviewInstanceOf(id)));
  for (const studyId of orphans) await starter.start('reviewStudy', reviewInstanceOf(studyId), { studyId });
  return orphans.length;
}

async function reconcile(_timer: Timer, context: InvocationContext): Promise<void> {
  const triage = theApp();
  const client = df.getClient(context);
  const starter = durableStarter(client);
  const instances = await client.getStatusBy({ runtimeStatus: unfinishedStatuses });
  const running = new Set(instances.map(({ instanceId }) => instanceId));
  await reconcileProcessing(triage);
  const arrivals = await reconcileArrivals(triage, starter, running);
  const reviews = await reconcileReviews(triage, starter, running);
  if (arrivals + reviews > 0)
    context.warn(`reconcile started ${arrivals} arrivals and ${reviews} reviews anew`);
}

app.timer('reconcile', {
  schedule: '0 */5 * * * *',
  extraInputs: [df.input.durableClient()],
  handler: reconcile,
});
