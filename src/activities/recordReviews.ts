import { decideReview, type Submission } from '../domain/review';
import { type StudyRecord, stateOf, withReview } from '../domain/studyRecord';
import type { AuditTrail } from './auditTrail';
import type { ResultsPort, WorklistPort } from './ports';

export interface RecordReviewsInput {
  readonly studyId: string;
}

/** What the review of a study has to wait for. */
export interface ReviewPlan {
  readonly open: boolean;
  readonly version: number;
  /** ISO time at which it is overdue; absent where that was said already. */
  readonly escalateAt?: string;
}

export interface RecordReviewsDeps {
  readonly results: ResultsPort;
  readonly worklist: WorklistPort;
  readonly trail: AuditTrail;
}

function planOf(study: StudyRecord): ReviewPlan {
  const escalated = study.escalations.some((escalation) => escalation.version === study.version);
  return {
    open: stateOf(study) !== 'reviewed',
    version: study.version,
    ...(escalated ? {} : { escalateAt: study.dueAt }),
  };
}

function decideAll(study: StudyRecord, submissions: readonly Submission[]): StudyRecord {
  return submissions.reduce(
    (current, submission) => withReview(current, decideReview(current.version, current.reviews, submission)),
    study,
  );
}

function bySubmission(a: Submission, b: Submission): number {
  return Date.parse(a.submittedAt) - Date.parse(b.submittedAt) || (a.reviewId < b.reviewId ? -1 : 1);
}

/**
 * Decides on every submission that the study does not show yet, the earliest first, and says what to wait for next.
 * A decision is recorded for good before the study shows it. The submissions lie in storage, so what people write never
 * enters durable history, and a lost event loses nothing.
 */
export function createRecordReviews({ results, worklist, trail }: RecordReviewsDeps) {
  return async ({ studyId }: RecordReviewsInput): Promise<ReviewPlan> => {
    const submissions = (await results.submissions(studyId)).sort(bySubmission);
    const study = await results.changeStudy(
      studyId,
      (known) => known && decideAll(known, submissions),
      trail.reviewed,
    );
    if (!study) throw new Error(`study ${studyId} has no record`);
    await worklist.putStudy(study);
    return planOf(study);
  };
}
