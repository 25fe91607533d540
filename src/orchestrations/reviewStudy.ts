import type { OrchestrationContext } from 'durable-functions';
import type { Orchestrations } from '../contract/orchestrations';
import { instant } from '../domain/kernel/time';
import { event, firstOf, type Orchestration, step } from './step';
import { continueAsNew, type Versions } from './versions';

/**
 * One round of a study's review: applies what time has brought, starts the delivery of notices, then waits
 * for a change to the study or the time of the next look, and starts the next round with a short history. It
 * does not decide on reviews: requests do. It ends only when the current version was reviewed and the review
 * can no longer be withdrawn; nothing else closes a study. The event carries no data and only wakes it. Each
 * round but the first of a new study reads the record again, so the next look makes up for a lost event.
 */
function* reviewStudyV1(
  context: OrchestrationContext,
  { studyId, isNew }: Orchestrations['reviewStudy'][1],
): Orchestration {
  const { version, deliveries, lookAt } = yield* step(context, 'advanceReview', {
    studyId,
    ...(isNew && { isNew }),
  });
  if (deliveries.length > 0) yield* step(context, 'startNotices', { deliveries });
  if (lookAt === undefined) return { version };

  const changed = event(context, 'reviewStudy', 'StudyChanged');
  const look = context.df.createTimer(instant(lookAt));
  const first = yield* firstOf(context, [changed, look]);

  if (first !== look) look.cancel();
  continueAsNew(context, 'reviewStudy', { studyId });
  return undefined;
}

export const reviewStudy: Versions<'reviewStudy'> = { 1: reviewStudyV1 };
