import type { App } from '../../../app/app';
import { changedOutside } from '../../../domain/kernel/sealing/changedOutside';
import type { ReviewRefusal } from '../../../domain/study/review/decideReview';
import type { StudyRecord } from '../../../domain/study/studyRecord';
import { createRecordReview } from '../../../operations/study/recordReview';
import { conflict, impressionOwed } from '../support/conflict';
import type { Handler, OtherAnswer } from '../support/handler';
import { etagOf, seenRevision } from '../support/ifMatch';
import { onlookerOf } from '../support/onlooker';
import { changedOutsideAnswer, json, noSuchStudy, problem } from '../support/problem';
import type { WakeReview } from '../support/wakeReview';

/**
 * Acknowledges a review once it is in the audit log and the study shows it; nothing else is waited for. The
 * study's version and its current review decide whether it is accepted. If-Match states what the reviewer
 * saw, and is used only to explain a conflict.
 */
export function createReview(
  deps: Pick<App, 'studies' | 'store' | 'settings' | 'watch' | 'now'>,
  wakeReview: WakeReview,
): Handler<'review'> {
  const { studies, now, settings } = deps;
  const { undoSeconds } = settings.review;
  const recordReview = createRecordReview({ studies, now, undoSeconds });
  return async ({ params: { id }, body, caller, request, context }) => {
    const revision = seenRevision(request);
    if (typeof revision !== 'number') return revision;
    const recorded = await recordReview(id, body, caller, onlookerOf(deps, caller));
    if (recorded.refusal !== undefined) return refused(recorded.refusal, recorded.study);
    wakeReview(context, id);
    const { study, review } = recorded;
    if (review.outcome === 'withdrawn')
      return problem(409, 'withdrawn', 'You took this review back. To sign again, send a new reviewId.');
    if (review.conflict !== undefined)
      return conflict(deps, review.conflict, study, { version: body.studyVersion, revision }, caller, review);
    deps.watch.reviewed(study, review);
    const { undoUntil } = review;
    return json({ outcome: 'accepted', review, undoUntil }, 200, { etag: etagOf(study) });
  };
}

function refused(refusal: ReviewRefusal | 'no-such-study', study: StudyRecord | undefined): OtherAnswer {
  if (refusal === 'review-id-reused')
    return problem(
      422,
      refusal,
      'This study already has a different review with this reviewId. That one stands.',
    );
  if (refusal === 'same-priority')
    return problem(
      422,
      refusal,
      'The study already has this priority. To agree with it, accept; an override gives it another one.',
    );
  if (refusal === changedOutside) return changedOutsideAnswer();
  return refusal === 'impression-first' && study ? impressionOwed(study) : noSuchStudy();
}
