import type { Starter } from '../contract/orchestrations';
import { newSweep } from '../domain/intake/sweepState';
import { Macs } from '../domain/kernel/macs';
import { unlessChanged } from '../operations/audit/noteChangedOutside';
import { createRestartOpen } from '../operations/intake/restartOpen';
import { createSupersedeRefusals } from '../operations/intake/supersedeRefusals';
import { createSweepIncoming } from '../operations/intake/sweepIncoming';
import { createFinishBegun } from '../operations/study/finishBegun';
import { createReconcileIntegrity } from '../operations/study/reconcileIntegrity';
import { createReconcileReviews } from '../operations/study/reconcileReviews';
import { createReconcileWorklist } from '../operations/study/reconcileWorklist';
import type { App } from './app';

export interface ReconcileRunDeps
  extends Pick<App, 'store' | 'studies' | 'noteChangedOutside' | 'finishedArrivals' | 'now'> {
  readonly settings: Pick<App['settings'], 'siteKey' | 'incomingContainer'>;
  readonly starter: Starter;
  readonly logWarning: (message: string) => void;
  readonly logError: (message: string) => void;
}

/** How many were started anew. */
export interface Reconciled {
  readonly arrivals: number;
  readonly reviews: number;
}

/**
 * One run of `reconcile`. Its cost follows from what is open: the worklist's rows of it say what that is. Of what was
 * ever received or reviewed a run goes through a part of bounded size, and the next one goes on from there.
 */
export function createReconcileRun(deps: ReconcileRunDeps) {
  const { store, studies, noteChangedOutside, finishedArrivals, now } = deps;
  const { worklist, sweeps, worklistCopy } = store;
  const { siteKey, incomingContainer } = deps.settings;
  const renew = (partition: Parameters<typeof store.renewRow>[0], key: string) =>
    unlessChanged(noteChangedOutside, () => store.renewRow(partition, key));
  const finish = (studyId: string) => unlessChanged(noteChangedOutside, () => studies.finish(studyId));
  const operation = {
    ...deps,
    ...store,
    renew,
    finish,
    siteKey,
    incomingContainer,
    finished: finishedArrivals,
  };

  const finishBegun = createFinishBegun(operation);
  const reconcileIntegrity = createReconcileIntegrity({
    ...operation,
    records: store.audit,
    macs: new Macs(siteKey),
  });
  const reconcileWorklist = createReconcileWorklist(operation);
  const supersedeRefusals = createSupersedeRefusals({
    ...operation,
    renew: (arrivalId) => store.renewRow('refusal', arrivalId),
  });
  const restartOpen = createRestartOpen(operation);
  const sweepIncoming = createSweepIncoming(operation);
  const reconcileReviews = createReconcileReviews({
    ...operation,
    renew: (studyId) => renew('study', studyId),
    isOpen: async (studyId) => Boolean((await worklist.row('study', studyId))?.line),
  });

  /** @param running ids of instances that have not ended */
  return async (running: ReadonlySet<string>): Promise<Reconciled> => {
    const sweep = (await sweeps.read()) ?? newSweep(now());
    const rows = await worklist.openRows();
    await finishBegun();
    await reconcileIntegrity((await worklistCopy.contents()).studies);
    const compared = await reconcileWorklist(rows, { running, range: sweep.range });
    const { studies: open, refusals } = await worklistCopy.contents();
    const refusal = await supersedeRefusals(refusals, sweep.refusal);

    const arrivals = new Map([...rows.processing].map(([id, { changedAt }]) => [id, changedAt]));
    for (const id of compared.arrivals) arrivals.set(id, 0);
    const restarted = await restartOpen(arrivals, running);
    const swept = await sweepIncoming(sweep.incoming, new Set([...arrivals.keys(), ...running]));
    const reviews = await reconcileReviews(open, running);

    await sweeps.write({ schemaVersion: 1, range: compared.range, refusal, incoming: swept.sweep });
    await worklist.forgetLeft(rows, Date.parse(now()));
    return { arrivals: restarted + swept.started, reviews };
  };
}
