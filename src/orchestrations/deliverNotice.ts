import { type OrchestrationContext, RetryOptions } from 'durable-functions';
import type { Delivery } from '../contract/steps';
import { type Orchestration, step } from './step';
import type { Versions } from './versions';

/**
 * Retries after seconds at first and up to a quarter of an hour later, for about six hours; the next look
 * then starts over.
 */
const firstPauseMilliseconds = 2_000;
const longestPauseMilliseconds = 900_000;
const attempts = 33;

/** The delivery of one notice to one receiver, however long it takes. Nothing waits for it. */
function* deliverNoticeV1(context: OrchestrationContext, delivery: Delivery): Orchestration {
  const retries = new RetryOptions(firstPauseMilliseconds, attempts);
  retries.backoffCoefficient = 2;
  retries.maxRetryIntervalInMilliseconds = longestPauseMilliseconds;
  return yield* step(context, 'sendNotice', delivery, retries);
}

export const deliverNotice: Versions<'deliverNotice'> = { 1: deliverNoticeV1 };
