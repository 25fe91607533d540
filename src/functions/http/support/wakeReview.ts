import type { InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import { durableStarter } from '../../../app/durableStarter';
import { createEnsureReview } from '../../../operations/study/ensureReview';

export type WakeReview = (context: InvocationContext, studyId: string) => void;

/**
 * Tells the orchestration of a study's review that the study changed. Nothing waits for it, and a failure
 * does not fail the request: the next look at the study, or `reconcile`, makes up for it.
 */
export function wakeReview(context: InvocationContext, studyId: string): void {
  const wake = async () =>
    createEnsureReview({ starter: durableStarter(df.getClient(context)) })({ studyId });
  wake().catch((error) => context.warn(`The review of a study was not woken: ${(error as Error).message}`));
}
