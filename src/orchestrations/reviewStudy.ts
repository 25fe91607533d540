import type { OrchestrationContext } from 'durable-functions';
import type { Orchestrations } from '../contract/orchestrations';
import { instant } from '../domain/kernel/time';
import { event, firstOf, type Orchestration, step } from './step';
import { continueAsNew, type Versions } from './versions';

/**
 * One round of a study's review: does what time has brought, sends notices on their way, then waits for a change of the
 * study or the time of the next look, and starts the next round with a short history. It decides on no review: requests
 * do. It ends only when the current version was reviewed and that can no longer be taken back; nothing else closes a
 * study. The event carries nothing and only wakes it: each round looks at the record anew, so that one that is lost is
 * made good by the next look.
 */
function* reviewStudyV1(
  context: OrchestrationContext,
  { studyId }: Orchestrations['reviewStudy'][1],
): Orchestration {
  const { version, deliveries, lookAt } = yield* step(context, 'advanceReview', { studyId });
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
