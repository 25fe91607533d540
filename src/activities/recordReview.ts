import { decideReview, type Review } from '../domain/review';
import { type StudyRecord, withReview } from '../domain/studyRecord';
import type { ResultsPort, WorklistPort } from './ports';

export interface RecordReviewInput {
  readonly studyId: string;
  readonly reviewId: string;
}

export interface RecordReviewDeps {
  readonly results: ResultsPort;
  readonly worklist: WorklistPort;
}

/** Decides on a submission and writes it into the study. The submission itself lies in storage, not in history. */
export function createRecordReview({ results, worklist }: RecordReviewDeps) {
  return async ({ studyId, reviewId }: RecordReviewInput): Promise<Pick<Review, 'outcome'>> => {
    const submission = await results.submission(studyId, reviewId);
    if (!submission) throw new Error(`submission ${reviewId} has no record`);
    const study = (await results.changeStudy(
      studyId,
      (known) => known && withReview(known, decideReview(known.version, known.reviews, submission)),
    )) as StudyRecord;
    await worklist.putStudy(study);
    const review = study.reviews.find((known) => known.reviewId === reviewId) as Review;
    return { outcome: review.outcome };
  };
}
