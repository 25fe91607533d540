import type { OrchestrationContext } from 'durable-functions';
import type { Orchestrations } from '../contract/orchestrations';
import { instant } from '../domain/kernel/time';
import { event, firstOf, type Orchestration, step } from './step';
import { continueAsNew, type Versions } from './versions';

/**
 * One round of bringing an output to a receiver: one try, then a wait for the time of the next, or for something new
 * to be sent. Each round begins with a short history; all that a try depends on is in the records. It ends when the
 * receiver has the last edition, refused it, or was tried for long enough.
 */
function* deliverOutputV1(
  context: OrchestrationContext,
  { studyId, receiver, form }: Orchestrations['deliverOutput'][1],
): Orchestration {
  const place = { studyId, receiver, form };
  const { nextTryAt } = yield* step(context, 'sendOutput', place);
  if (nextTryAt === undefined) return {};

  const due = event(context, 'deliverOutput', 'OutputDue');
  const next = context.df.createTimer(instant(nextTryAt));
  const first = yield* firstOf(context, [due, next]);

  if (first !== next) next.cancel();
  continueAsNew(context, 'deliverOutput', place);
  return undefined;
}

export const deliverOutput: Versions<'deliverOutput'> = { 1: deliverOutputV1 };
