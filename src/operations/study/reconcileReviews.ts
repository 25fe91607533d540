import type { Starter } from '../../contract/orchestrations';
import { reviewInstanceOf } from '../../domain/kernel/ids';
import type { WorklistStudy } from '../../domain/worklist/worklist';

export interface ReconcileReviewsDeps {
  readonly worklist: {
    studies(): Promise<readonly Pick<WorklistStudy, 'studyId' | 'state' | 'changedOutside'>[]>;
  };
  readonly starter: Pick<Starter, 'start'>;
}

/**
 * Starts the review of every open study that has no running orchestration. One that was changed outside the
 * app cannot be reviewed.
 */
export function createReconcileReviews({ worklist, starter }: ReconcileReviewsDeps) {
  /** @param running ids of running instances. @returns how many were started */
  return async (running: ReadonlySet<string>): Promise<number> => {
    const open = (await worklist.studies()).filter(
      ({ state, changedOutside }) => state !== 'reviewed' && !changedOutside,
    );
    const orphans = open.map(({ studyId }) => studyId).filter((id) => !running.has(reviewInstanceOf(id)));
    for (const studyId of orphans) await starter.start('reviewStudy', reviewInstanceOf(studyId), { studyId });
    return orphans.length;
  };
}
