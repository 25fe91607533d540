import { app, type InvocationContext, type Timer } from '@azure/functions';
import * as df from 'durable-functions';
import { theApp } from '../../app/app';
import { unfinishedStatuses } from '../../app/durableStarter';
import { newSweep } from '../../domain/intake/sweepState';
import { Macs } from '../../domain/kernel/macs';
import { unlessChanged } from '../../operations/audit/noteChangedOutside';
import { createRestartOpen } from '../../operations/intake/restartOpen';
import { createSupersedeRefusals } from '../../operations/intake/supersedeRefusals';
import { createSweepIncoming, KnownFinished } from '../../operations/intake/sweepIncoming';
import { createReconcileIntegrity } from '../../operations/study/reconcileIntegrity';
import { createReconcileReviews } from '../../operations/study/reconcileReviews';
import { createReconcileWorklist } from '../../operations/study/reconcileWorklist';
import { tracedStarter } from './tracedStarter';

const finished = new KnownFinished();

/**
 * Its cost follows from what is open: the worklist's rows of it say what that is. Of what was ever received or reviewed
 * a run goes through a part of bounded size, and the next one goes on from there.
 */
async function reconcile(_timer: Timer, context: InvocationContext): Promise<void> {
  const { store, settings, studies, noteChangedOutside, now } = theApp();
  const { incoming, arrivals, results, quarantine, worklist, sweeps, worklistCopy } = store;
  const { siteKey, incomingContainer } = settings;
  const client = df.getClient(context);
  const starter = tracedStarter(theApp(), context);
  const instances = await client.getStatusBy({ runtimeStatus: unfinishedStatuses });
  const running = new Set(instances.map(({ instanceId }) => instanceId));
  const renew = (partition: Parameters<typeof store.renewRow>[0], key: string) =>
    unlessChanged(noteChangedOutside, () => store.renewRow(partition, key));

  const sweep = (await sweeps.read()) ?? newSweep(now());
  const rows = await worklist.openRows();
  await createReconcileIntegrity({
    records: store.audit,
    identity: store.identity,
    isIntact: store.isIntact,
    macs: new Macs(siteKey),
    results,
    studies,
    now,
  })((await worklistCopy.contents()).studies);
  const compared = await createReconcileWorklist({
    worklist,
    results,
    quarantine,
    arrivals,
    renew,
    finish: (studyId) => unlessChanged(noteChangedOutside, () => studies.finish(studyId)),
    now,
    logWarning: (message) => context.warn(message),
    logError: (message) => context.error(message),
  })(rows, { running, range: sweep.range });
  const lines = await worklistCopy.contents();
  const refusal = await createSupersedeRefusals({
    incoming,
    arrivals,
    quarantine,
    renew: (arrivalId) => store.renewRow('refusal', arrivalId),
    noteChangedOutside,
    siteKey,
    incomingContainer,
  })(lines.refusals, sweep.refusal);

  const open = new Map([...rows.processing].map(([id, { changedAt }]) => [id, changedAt]));
  for (const id of compared.arrivals) open.set(id, 0);
  const restarted = await createRestartOpen({ arrivals, worklist, starter, noteChangedOutside, now })(
    open,
    running,
  );
  const swept = await createSweepIncoming({
    incoming,
    arrivals,
    starter,
    siteKey,
    incomingContainer,
    noteChangedOutside,
    finished,
    now,
  })(sweep.incoming, new Set([...open.keys(), ...running]));
  const reviews = await createReconcileReviews({
    starter,
    renew: (studyId) => renew('study', studyId),
    isOpen: async (studyId) => Boolean((await worklist.row('study', studyId))?.line),
  })(lines.studies, running);

  await sweeps.write({ schemaVersion: 1, range: compared.range, refusal, incoming: swept.sweep });
  await worklist.forgetLeft(rows, Date.parse(now()));
  const started = restarted + swept.started;
  if (started + reviews > 0)
    context.warn(`reconcile started ${started} arrivals and ${reviews} reviews anew`);
}

app.timer('reconcile', {
  schedule: '0 */5 * * * *',
  extraInputs: [df.input.durableClient()],
  handler: reconcile,
});
