import { randomUUID } from 'node:crypto';
import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import { z } from 'zod';
import type { Caller } from '../access/caller';
import type { ReviewStarter } from '../activities/ensureReview';
import { type App, theApp } from '../app';
import { isId, reviewInstanceOf } from '../domain/ids';
import { type Review, type ReviewRequest, reviewRequestSchema } from '../domain/review';
import type { StudyRecord } from '../domain/studyRecord';
import { durableStarter } from './durableStarter';
import { json, problem } from './problem';
import { route } from './route';

const answerWithinMilliseconds = 20_000;
const raiseEveryMilliseconds = 2_000;
const lookEveryMilliseconds = 100;

interface Decided {
  readonly study: StudyRecord;
  readonly review: Review;
}

async function decided({ store }: App, studyId: string, reviewId: string): Promise<Decided | undefined> {
  const study = await store.results.study(studyId);
  const review = study?.reviews.find((known) => known.reviewId === reviewId);
  return study && review && { study, review };
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Wakes the study's review until the record shows an answer: an event that falls between two of its rounds is lost.
 * A review that has ended is started again, and ends when it has answered.
 */
async function submit(
  triage: App,
  starter: ReviewStarter,
  studyId: string,
  reviewId: string,
): Promise<Decided | undefined> {
  const instanceId = reviewInstanceOf(studyId);
  const end = Date.now() + answerWithinMilliseconds;
  while (Date.now() < end) {
    if (!(await starter.isRunning(instanceId))) await starter.start('reviewStudy', instanceId, { studyId });
    await starter.raise(instanceId, 'ReviewSubmitted', {});
    const again = Date.now() + raiseEveryMilliseconds;
    while (Date.now() < again) {
      const answer = await decided(triage, studyId, reviewId);
      if (answer) return answer;
      await pause(lookEveryMilliseconds);
    }
  }
  return undefined;
}

function answerOf({ study, review }: Decided): HttpResponseInit {
  if (review.outcome === 'accepted') return json({ outcome: review.outcome, review });
  const detail =
    review.conflict === 'stale-version'
      ? `The study is at version ${study.version} now; the review was made on version ${review.studyVersion}.`
      : 'Another review of this version was accepted before.';
  return problem(409, review.conflict ?? 'conflict', detail, {
    version: study.version,
    reviews: study.reviews,
  });
}

async function parseBody(request: HttpRequest, { name }: Caller): Promise<ReviewRequest | HttpResponseInit> {
  const body: unknown = await request.json().catch(() => undefined);
  const parsed = reviewRequestSchema.safeParse({ ...(body as object), reviewer: name });
  return parsed.success ? parsed.data : problem(400, 'bad-review', z.prettifyError(parsed.error));
}

/** Is acknowledged only when the study's record holds the review. */
async function review(
  request: HttpRequest,
  context: InvocationContext,
  caller: Caller,
): Promise<HttpResponseInit> {
  const { id } = request.params;
  if (!isId(id)) return problem(400, 'bad-id', 'A study id is 64 hexadecimal digits.');
  const body = await parseBody(request, caller);
  if (!('decision' in body)) return body;
  const triage = theApp();
  const study = await triage.store.results.study(id);
  if (!study) return problem(404, 'no-such-study', 'There is no study with this id.');
  const reviewId = randomUUID();
  await triage.store.results.storeSubmission({
    schemaVersion: 1,
    reviewId,
    studyId: id,
    submittedAt: triage.now(),
    request: body,
  });
  const answer = await submit(triage, durableStarter(df.getClient(context)), id, reviewId);
  if (answer) return answerOf(answer);
  return problem(
    503,
    'not-answered',
    'The review is kept, but was not recorded yet. Look at the study again in a minute.',
    {
      reviewId,
    },
  );
}

route({
  name: 'review',
  route: 'api/studies/{id}/review',
  methods: ['POST'],
  roles: ['reviewer'],
  extraInputs: [df.input.durableClient()],
  handler: review,
});
