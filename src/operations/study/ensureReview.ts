import type { Starter } from '../../contract/orchestrations';
import { reviewInstanceOf } from '../../domain/kernel/ids';

export type EnsureReview = (study: { readonly studyId: string }) => Promise<void>;

export interface EnsureReviewDeps {
  readonly starter: Starter;
}

/**
 * Ensures that an orchestration tracks the study's review: starts one, or tells the running one about a new
 * version. If it ends at this very moment, `reconcile` starts it again.
 */
export function createEnsureReview({ starter }: EnsureReviewDeps): EnsureReview {
  return async ({ studyId }) => {
    const instanceId = reviewInstanceOf(studyId);
    if (await starter.isRunning(instanceId)) {
      await starter.raise('reviewStudy', instanceId, 'StudyChanged');
    } else {
      await starter.start('reviewStudy', instanceId, { studyId });
    }
  };
}
