import { reviewInstanceOf } from '../domain/kernel/ids';

export interface EnsureReviewInput {
  readonly studyId: string;
}

/** What a durable client can do for a review; a subset of the SDK's `DurableClient`. */
export interface ReviewStarter {
  /** Whether an instance of this id waits or runs. */
  isRunning(instanceId: string): Promise<boolean>;
  /** Does nothing where the instance runs already. */
  start(orchestration: string, instanceId: string, input: unknown): Promise<void>;
  /** Does nothing where the instance has ended. */
  raise(instanceId: string, event: string, data: unknown): Promise<void>;
}

/**
 * Makes sure that somebody waits for the study's review: starts the review, or tells the one that runs that there is
 * a new version. One that ends at this very moment is started again by `reconcile`.
 */
export function createEnsureReview(starter: ReviewStarter) {
  return async ({ studyId }: EnsureReviewInput): Promise<void> => {
    const instanceId = reviewInstanceOf(studyId);
    if (await starter.isRunning(instanceId)) {
      await starter.raise(instanceId, 'StudyChanged', {});
    } else {
      await starter.start('reviewStudy', instanceId, { studyId });
    }
  };
}
