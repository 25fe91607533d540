import { app, type InvocationContext, type Timer } from '@azure/functions';
import * as df from 'durable-functions';
import { type App, theApp } from '../../app/app';
import { unfinishedStatuses } from '../../app/durableStarter';
import { Macs } from '../../domain/kernel/macs';
import { unlessChanged } from '../../operations/audit/noteChangedOutside';
import { createReconcileArrivals } from '../../operations/intake/reconcileArrivals';
import { createSupersedeRefusals } from '../../operations/intake/supersedeRefusals';
import { createReconcileChanges } from '../../operations/study/reconcileChanges';
import { createReconcileIntegrity } from '../../operations/study/reconcileIntegrity';
import { createReconcileReviews } from '../../operations/study/reconcileReviews';
import { createReconcileWorklist } from '../../operations/study/reconcileWorklist';
import { receiveFileDeps } from './receiveFile';
import { tracedStarter } from './tracedStarter';

async function reconcile(_timer: Timer, context: InvocationContext): Promise<void> {
  const { store, settings, studies, noteChangedOutside, now } = theApp();
  const { incoming, arrivals, results, quarantine, worklist } = store;
  const { siteKey, incomingContainer } = settings;
  const client = df.getClient(context);
  const starter = tracedStarter(theApp(), context);
  const instances = await client.getStatusBy({ runtimeStatus: unfinishedStatuses });
  const running = new Set(instances.map(({ instanceId }) => instanceId));
  for await (const arrivalId of store.gate.ids()) running.add(arrivalId);

  await createReconcileChanges({ results, studies, noteChangedOutside })();
  await createReconcileIntegrity({
    records: store.audit,
    identity: store.identity,
    isIntact: store.isIntact,
    macs: new Macs(siteKey),
    worklist,
    results,
    studies,
    now,
  })();
  await createReconcileWorklist({
    worklist,
    results,
    quarantine,
    arrivals,
    renew: (partition, key) => unlessChanged(noteChangedOutside, () => store.renewRow(partition, key)),
    now,
    logWarning: (message) => context.warn(message),
    logError: (message) => context.error(message),
  })();
  await createSupersedeRefusals({
    incoming,
    arrivals,
    quarantine,
    refusals: async () => (await store.worklistCopy.contents()).refusals,
    renew: (arrivalId) => store.renewRow('refusal', arrivalId),
    noteChangedOutside,
    siteKey,
    incomingContainer,
  })();
  await foldAccounts(store, context);
  const restartArrivals = createReconcileArrivals({
    ...receiveFileDeps(theApp(), context),
    incoming,
    arrivals,
    noteChangedOutside,
    now,
  });
  const restartReviews = createReconcileReviews({ worklist, starter });
  const started = { arrivals: await restartArrivals(running), reviews: await restartReviews(running) };
  if (started.arrivals + started.reviews > 0)
    context.warn(`reconcile started ${started.arrivals} arrivals and ${started.reviews} reviews anew`);
}

/** What could not be folded in now waits for the next run. */
async function foldAccounts(
  { accounts }: Pick<App['store'], 'accounts'>,
  context: InvocationContext,
): Promise<void> {
  try {
    const foreign = await accounts.fold();
    if (foreign > 0)
      context.error(`${foreign} notes on received files were not written by the app, and do not count`);
  } catch (error) {
    context.warn(`the accounts of received files were not brought up to date: ${(error as Error).name}`);
  }
}

app.timer('reconcile', {
  schedule: '0 */5 * * * *',
  extraInputs: [df.input.durableClient()],
  handler: reconcile,
});
