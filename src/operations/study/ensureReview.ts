import type { Starter } from '../../contract/orchestrations';
import { reviewInstanceOf } from '../../domain/kernel/identifiers/ids';

export type EnsureReview = (study: {
  readonly studyId: string;
  /** The caller has just made the study. */
  readonly isNew?: boolean;
}) => Promise<void>;

export interface EnsureReviewDeps {
  readonly starter: Starter;
}

/**
 * Ensures that an orchestration tracks the study's review: starts one, or tells the running one about a new
 * version. If it ends at this very moment, `reconcile` starts it again.
 */
export function createEnsureReview({ starter }: EnsureReviewDeps): EnsureReview {
  return async ({ studyId, isNew = false }) => {
    const instanceId = reviewInstanceOf(studyId);
    if (await starter.isRunning(instanceId)) {
      await starter.raise('reviewStudy', instanceId, 'StudyChanged');
    } else if (isNew) {
      await starter.start('reviewStudy', instanceId, { studyId, isNew });
    } else {
      await starter.start('reviewStudy', instanceId, { studyId });
      // Another process may just have started it with the study as it was new.
      await starter.raise('reviewStudy', instanceId, 'StudyChanged');
    }
  };
}
