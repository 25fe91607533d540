import { randomUUID } from 'node:crypto';
import type { Onlooker } from '../../domain/study/review/beforeImpression';
import { type ReviewRefusal, submitReview } from '../../domain/study/review/decideReview';
import type { Review } from '../../domain/study/review/review';
import type { Submitter } from '../../domain/study/review/reviewer';
import { type ReviewRequest, submissionOf } from '../../domain/study/review/submission';
import type { StudyRecord } from '../../domain/study/studyRecord';
import type { Clock } from '../ports';
import type { StudyWriter } from './studyWriter';

export interface RecordReviewDeps {
  readonly studies: Pick<StudyWriter, 'changeAs'>;
  readonly now: Clock;
  /** How long a review can be withdrawn; 0: not at all. */
  readonly undoSeconds: number;
}

/** `review` as the study shows it: it may be a conflict. */
export type RecordedReview =
  | { readonly study: StudyRecord; readonly review: Review; readonly refusal?: undefined }
  | { readonly study?: StudyRecord | undefined; readonly refusal: ReviewRefusal | 'no-such-study' };

/**
 * Decides on a review and records it. When it returns, the review is in the audit log and the study shows it.
 */
export function createRecordReview({ studies, now, undoSeconds }: RecordReviewDeps) {
  return async (
    studyId: string,
    request: ReviewRequest,
    by: Submitter,
    onlooker: Onlooker,
  ): Promise<RecordedReview> => {
    const { reviewId = randomUUID() } = request;
    const submission = submissionOf({ reviewId, submittedAt: now(), request, reviewer: by, undoSeconds });
    const changed = await studies.changeAs(by, studyId, (study) => submitReview(study, submission, onlooker));
    if (changed.refusal !== undefined) return changed;
    const { study } = changed;
    const review = study.reviews.find((known) => known.reviewId === reviewId);
    // A study loses a review only by erasure.
    return review ? { study, review } : { refusal: 'no-such-study' };
  };
}
