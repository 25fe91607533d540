import type { Priority } from '../domain/kernel/priority';
import { effectiveReview, isRead, type ReadReview } from '../domain/study/review/standingReview';
import { effectivePriority, type StudyRecord } from '../domain/study/studyRecord';

/** What a clinician signed for the version that is reported, and where the study stands because of it. */
export interface Standing {
  readonly priority: Priority;
  readonly review: ReadReview | undefined;
  /**
   * Whether somebody answers for the result: a review that could not assess the study is recorded, but vouches for
   * nothing.
   */
  readonly isVerified: boolean;
}

export function standingOf(study: StudyRecord): Standing {
  const effective = effectiveReview(study.version, study.reviews);
  const review = effective && isRead(effective) ? effective : undefined;
  const { priority } = effectivePriority(study);
  return { priority, review, isVerified: review !== undefined && review.decision !== 'cannot-assess' };
}
