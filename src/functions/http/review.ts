import { randomUUID } from 'node:crypto';
import type { HttpRequest, InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import type { Caller } from '../../access/caller';
import { theApp } from '../../app/app';
import type { Routes } from '../../contract/routes/routes';
import { isId } from '../../domain/kernel/ids';
import { type ReviewRequest, reviewRequestSchema, submissionOf } from '../../domain/study/submission';
import { durableStarter } from '../triggers/durableStarter';
import { awaitDecision } from './support/awaitDecision';
import { conflict, impressionFirst } from './support/conflict';
import { faultWords } from './support/faultWords';
import type { Answer, OtherAnswer } from './support/handler';
import { etagOf, seenRevision } from './support/ifMatch';
import { badId, json, noSuchStudy, problem } from './support/problem';

async function parseBody(request: HttpRequest): Promise<ReviewRequest | OtherAnswer> {
  const body: unknown = await request.json().catch(() => undefined);
  const parsed = reviewRequestSchema.safeParse(body);
  return parsed.success ? parsed.data : problem(400, 'bad-review', faultWords(parsed.error));
}

/**
 * Is acknowledged only when the study's record holds the review. Whether it stands is decided by the study's version and
 * the review that stands for it; If-Match tells what the reviewer saw, for the words in which a conflict is explained.
 */
export async function review(
  request: HttpRequest,
  context: InvocationContext,
  caller: Caller,
): Promise<Answer<Routes['review']>> {
  const { id } = request.params;
  if (!isId(id)) return badId('A study');
  const revision = seenRevision(request);
  if (typeof revision !== 'number') return revision;
  const body = await parseBody(request);
  if (!('decision' in body)) return body;
  const triage = theApp();
  const study = await triage.store.results.study(id);
  if (!study) return noSuchStudy();
  const blind = body.studyVersion === study.version && impressionFirst(triage, study, caller);
  if (blind) return blind;

  const reviewId = randomUUID();
  await triage.store.results.storeSubmission(
    submissionOf({
      reviewId,
      studyId: id,
      submittedAt: triage.now(),
      request: body,
      reviewer: caller,
      undoSeconds: triage.settings.review.undoSeconds,
    }),
  );
  const answer = await awaitDecision(triage, durableStarter(df.getClient(context)), id, reviewId);
  if (!answer) {
    const detail = 'The review is kept, but was not recorded yet. Look at the study again in a minute.';
    return problem(503, 'not-answered', detail, { reviewId });
  }
  const { conflict: why, undoUntil } = answer.review;
  if (why !== undefined)
    return conflict(triage, why, answer.study, { version: body.studyVersion, revision }, caller);
  return {
    ...json({ outcome: 'accepted', review: answer.review, undoUntil }),
    headers: { 'cache-control': 'no-store', etag: etagOf(answer.study) },
  };
}
