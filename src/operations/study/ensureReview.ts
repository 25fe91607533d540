import type { Starter } from '../../contract/orchestrations';
import type { Steps } from '../../contract/steps';
import { reviewInstanceOf } from '../../domain/kernel/ids';

export interface EnsureReviewDeps {
  readonly starter: Starter;
}

/**
 * Makes sure that somebody waits for the study's review: starts the review, or tells the one that runs that there is
 * a new version. One that ends at this very moment is started again by `reconcile`.
 */
export function createEnsureReview({ starter }: EnsureReviewDeps): Steps['ensureReview'] {
  return async ({ studyId }) => {
    const instanceId = reviewInstanceOf(studyId);
    if (await starter.isRunning(instanceId)) {
      await starter.raise('reviewStudy', instanceId, 'StudyChanged');
    } else {
      await starter.start('reviewStudy', instanceId, { studyId });
    }
  };
}
