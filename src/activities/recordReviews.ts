import { decideReview } from '../domain/study/decideReview';
import type { Notice, NoticeChannel } from '../domain/study/notice';
import { nextLook, noticesFor } from '../domain/study/noticePlan';
import type { Policy } from '../domain/study/policy';
import { type StudyRecord, wasTold, withEscalation, withReview } from '../domain/study/studyRecord';
import { reviewerOf, type Submission } from '../domain/study/submission';
import type { AuditTrail } from '../operations/audit/auditTrail';
import type { Clock, ResultsPort, WorklistPort } from '../operations/ports';

export interface RecordReviewsInput {
  readonly studyId: string;
}

/** A notice, and the way on which it is to go out. */
export interface Delivery {
  readonly notice: Notice;
  readonly channel: NoticeChannel;
}

/** What the review of a study has to do, and to wait for. */
export interface ReviewPlan {
  readonly version: number;
  /** What nobody took yet. */
  readonly deliveries: readonly Delivery[];
  /** ISO time of the next look at the study; absent where it is reviewed, and that can no longer be taken back. */
  readonly lookAt?: string;
}

export interface RecordReviewsDeps {
  readonly results: ResultsPort;
  readonly worklist: WorklistPort;
  readonly trail: AuditTrail;
  readonly policy: Pick<Policy, 'reminders'>;
  /** Where notices go. */
  readonly channels: readonly NoticeChannel[];
  readonly now: Clock;
}

function planOf(
  study: StudyRecord,
  { policy, channels }: Pick<RecordReviewsDeps, 'policy' | 'channels'>,
  now: string,
): ReviewPlan {
  const lookAt = nextLook(study, policy.reminders, now);
  const deliveries = noticesFor(study, policy.reminders, now).flatMap((notice) =>
    channels.map((channel) => ({ notice, channel })),
  );
  return {
    version: study.version,
    deliveries: deliveries.filter(({ notice, channel }) => !wasTold(study, { id: notice.id, channel })),
    ...(lookAt === undefined ? {} : { lookAt }),
  };
}

function decideAll(study: StudyRecord, submissions: readonly Submission[]): StudyRecord {
  return submissions.reduce(
    (current, submission) => withReview(current, decideReview(current, submission)),
    study,
  );
}

function bySubmission(a: Submission, b: Submission): number {
  return Date.parse(a.submittedAt) - Date.parse(b.submittedAt) || (a.reviewId < b.reviewId ? -1 : 1);
}

/**
 * Decides on every submission that the study does not show yet, the earliest first, marks the study where its due time
 * has passed without a review, and says what to do and to wait for next. What is decided is recorded for good before
 * the study shows it. The submissions lie in storage, so what people write never enters durable history, and a lost
 * event loses nothing.
 */
export function createRecordReviews(deps: RecordReviewsDeps) {
  const { results, worklist, trail, now } = deps;
  return async ({ studyId }: RecordReviewsInput): Promise<ReviewPlan> => {
    const decided = new Set((await results.study(studyId))?.reviews.map(({ reviewId }) => reviewId));
    const submissions = (await results.submissions(studyId, decided)).sort(bySubmission);
    const submitters = new Map(submissions.map((one) => [one.reviewId, reviewerOf(one)]));
    const at = now();
    const study = await results.changeStudy(
      studyId,
      (known) => known && withEscalation(decideAll(known, submissions), at),
      (next, before) =>
        trail.reviewed(next, before, (reviewId) =>
          reviewId === undefined ? undefined : submitters.get(reviewId),
        ),
    );
    if (!study) throw new Error(`study ${studyId} has no record`);
    await worklist.putStudy(study);
    return planOf(study, deps, at);
  };
}
