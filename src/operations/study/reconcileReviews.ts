import type { Starter } from '../../contract/orchestrations';
import { reviewInstanceOf } from '../../domain/kernel/identifiers/ids';
import type { WorklistStudy } from '../../domain/worklist/worklist';

export interface ReconcileReviewsDeps {
  readonly starter: Pick<Starter, 'start'>;
  /** Makes the line of a study anew: it may just not have been told of a review. */
  readonly renew: (studyId: string) => Promise<unknown>;
  /** Whether the study is on the list of those that await review. */
  readonly isOpen: (studyId: string) => Promise<boolean>;
}

/**
 * Starts the review of every open study that has no running orchestration. One that was changed outside the
 * app cannot be reviewed, and one that is not for review waits for nobody.
 */
export function createReconcileReviews({ starter, renew, isOpen }: ReconcileReviewsDeps) {
  /**
   * @param studies that are open by the list
   * @param running ids of running instances
   * @returns how many were started
   */
  return async (
    studies: readonly Pick<WorklistStudy, 'studyId' | 'changedOutside' | 'unreadable' | 'route'>[],
    running: ReadonlySet<string>,
  ): Promise<number> => {
    let started = 0;
    for (const { studyId, changedOutside, unreadable, route } of studies) {
      if (changedOutside || unreadable || route !== undefined || running.has(reviewInstanceOf(studyId)))
        continue;
      await renew(studyId);
      if (!(await isOpen(studyId))) continue;
      await starter.start('reviewStudy', reviewInstanceOf(studyId), { studyId });
      started += 1;
    }
    return started;
  };
}
