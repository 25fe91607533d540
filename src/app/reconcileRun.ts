import type { Starter } from '../contract/orchestrations';
import { newSweep } from '../domain/intake/sweepState';
import { Macs } from '../domain/kernel/sealing/macs';
import { unlessChanged } from '../operations/audit/noteChangedOutside';
import type { ReceiveFileDeps } from '../operations/intake/receiveFile';
import { createRestartOpen } from '../operations/intake/restartOpen';
import { createSupersedeRefusals } from '../operations/intake/supersedeRefusals';
import { createSweepIncoming } from '../operations/intake/sweepIncoming';
import { createReconcileOutputs } from '../operations/outputs/reconcileOutputs';
import { createFinishBegun } from '../operations/study/finishBegun';
import { createRemoveLeft } from '../operations/study/leftVersion';
import { createReconcileIntegrity } from '../operations/study/reconcileIntegrity';
import { createReconcileReviewed } from '../operations/study/reconcileReviewed';
import { createReconcileReviews } from '../operations/study/reconcileReviews';
import { createReconcileWorklist } from '../operations/study/reconcileWorklist';
import type { Store } from '../storage/store';
import type { App } from './app';

export interface ReconcileRunDeps
  extends Pick<App, 'store' | 'studies' | 'noteChangedOutside' | 'finishedArrivals' | 'receiving' | 'now'>,
    Pick<ReceiveFileDeps, 'gate' | 'chooseLane' | 'siteKey' | 'incomingContainer'> {
  readonly starter: Starter;
  readonly logWarning: (message: string) => void;
  readonly logError: (message: string) => void;
}

/** How many were started anew. */
export interface Reconciled {
  readonly arrivals: number;
  readonly reviews: number;
  readonly outputs: number;
}

/**
 * One run of `reconcile`. Its cost follows from what is open: the worklist's rows of it say what that is. Of what was
 * ever received or reviewed a run goes through a part of bounded size, and the next one goes on from there.
 */
export function createReconcileRun(deps: ReconcileRunDeps) {
  const { store, studies, noteChangedOutside, finishedArrivals: finished, now } = deps;
  const { starter, gate, chooseLane, receiving, siteKey, incomingContainer, logWarning, logError } = deps;
  const { worklist, sweeps, worklistCopy, arrivals: received, incoming, begun } = store;
  const { results, quarantine, identity, isIntact, erase } = store;
  const renew: Store['renewRow'] = (partition, key) =>
    unlessChanged(noteChangedOutside, () => store.renewRow(partition, key));
  const finish = (studyId: string) => unlessChanged(noteChangedOutside, () => studies.finish(studyId));
  // One by one: a caller may hand over the whole app, where some names mean something else than in the store.
  const files = { starter, gate, chooseLane, receiving, siteKey, incomingContainer };
  const named = { ...files, studies, noteChangedOutside, now, logWarning, logError };
  const kept = {
    worklist,
    arrivals: received,
    incoming,
    begun,
    results,
    quarantine,
    identity,
    isIntact,
    erase,
  };
  const operation = { ...kept, ...named, renew, finish, finished };

  const removeLeft = createRemoveLeft(operation);
  const finishBegun = createFinishBegun({
    ...operation,
    removeLeft: (studyId) => unlessChanged(noteChangedOutside, () => removeLeft(studyId)),
  });
  const reconcileIntegrity = createReconcileIntegrity({
    ...operation,
    records: store.audit,
    macs: new Macs(deps.siteKey),
  });
  const reconcileWorklist = createReconcileWorklist(operation);
  const supersedeRefusals = createSupersedeRefusals({
    ...operation,
    renew: (arrivalId) => store.renewRow('refusal', arrivalId),
  });
  const reconcileReviewed = createReconcileReviewed(operation);
  const restartOpen = createRestartOpen(operation);
  const sweepIncoming = createSweepIncoming(operation);
  const reconcileOutputs = createReconcileOutputs({ outputs: store.outputs, starter });
  const reconcileReviews = createReconcileReviews({
    ...operation,
    renew: (studyId) => renew('study', studyId),
    isOpen: async (studyId) => Boolean((await worklist.row('study', studyId))?.line),
  });

  /**
   * @param instances ids of those that have not ended
   * @param failed how many have failed
   */
  return async (instances: Iterable<string>, failed: number): Promise<Reconciled> => {
    const running = new Set(instances);
    for await (const arrivalId of store.gate.ids()) running.add(arrivalId);
    const sweep = (await sweeps.read()) ?? newSweep(now());
    const rows = await worklist.openRows();
    await finishBegun();
    const compared = await reconcileWorklist(rows, { running, range: sweep.range });
    const { studies: open, refusals } = await worklistCopy.contents();
    await reconcileIntegrity(open);
    const reviewed = await reconcileReviewed(sweep.reviewed);
    const refusal = await supersedeRefusals(refusals, sweep.refusal);
    await foldAccounts(deps);

    const arrivals = new Map([...rows.processing].map(([id, { changedAt }]) => [id, changedAt]));
    for (const id of compared.arrivals) arrivals.set(id, 0);
    const restarted = await restartOpen(arrivals, running);
    for (const id of restarted.unrecorded) arrivals.delete(id);
    const swept = await sweepIncoming(sweep.incoming, new Set([...arrivals.keys(), ...running]));
    const reviews = await reconcileReviews(open, running);
    const outputs = await reconcileOutputs(running);

    await worklist.forgetLeft(rows, Date.parse(now()));
    await sweeps.write({
      schemaVersion: 1,
      range: compared.range,
      reviewed,
      refusal,
      incoming: swept.sweep,
      run: { endedAt: now(), failed },
    });
    return { arrivals: restarted.started + swept.started, reviews, outputs };
  };
}

/** What could not be folded in now waits for the next run. */
async function foldAccounts({ store, logWarning, logError }: ReconcileRunDeps): Promise<void> {
  try {
    const foreign = await store.accounts.fold();
    if (foreign > 0)
      logError(`${foreign} notes on received files were not written by the app, and do not count`);
  } catch (error) {
    logWarning(`the accounts of received files were not brought up to date: ${(error as Error).name}`);
  }
}
