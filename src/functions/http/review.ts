import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import type { Caller } from '../../access/caller';
import { theApp } from '../../app/app';
import { isId } from '../../domain/kernel/ids';
import type { ReviewRefusal } from '../../domain/study/decideReview';
import type { StudyRecord } from '../../domain/study/studyRecord';
import { type ReviewRequest, reviewRequestSchema } from '../../domain/study/submission';
import { createRecordReview } from '../../operations/study/recordReview';
import { conflict, impressionOwed } from './support/conflict';
import { faultWords } from './support/faultWords';
import { etagOf, seenRevision } from './support/ifMatch';
import { onlookerOf } from './support/onlooker';
import { badId, json, noSuchStudy, problem } from './support/problem';
import { route } from './support/route';
import { wakeReview } from './support/wakeReview';

async function parseBody(request: HttpRequest): Promise<ReviewRequest | HttpResponseInit> {
  const body: unknown = await request.json().catch(() => undefined);
  const parsed = reviewRequestSchema.safeParse(body);
  return parsed.success ? parsed.data : problem(400, 'bad-review', faultWords(parsed.error));
}

/**
 * Is acknowledged when it is in the audit log and the study shows it; nothing else is waited for. Whether it stands is
 * decided by the study's version and the review that stands for it; If-Match tells what the reviewer saw, for the words
 * in which a conflict is explained.
 */
export async function review(
  request: HttpRequest,
  context: InvocationContext,
  caller: Caller,
): Promise<HttpResponseInit> {
  const { id } = request.params;
  if (!isId(id)) return badId('A study');
  const revision = seenRevision(request);
  if (typeof revision !== 'number') return revision;
  const body = await parseBody(request);
  if (!('decision' in body)) return body;
  const triage = theApp();
  const { undoSeconds } = triage.settings.review;
  const recordReview = createRecordReview({ studies: triage.studies, now: triage.now, undoSeconds });
  const recorded = await recordReview(id, body, caller, onlookerOf(triage, caller));
  if (recorded.refusal !== undefined) return refused(recorded.refusal, recorded.study);
  wakeReview(context, id);
  const { conflict: why, outcome, undoUntil } = recorded.review;
  if (outcome === 'withdrawn')
    return problem(409, 'withdrawn', 'You took this review back. To sign again, send a new reviewId.');
  if (why !== undefined)
    return conflict(triage, why, recorded.study, { version: body.studyVersion, revision }, caller);
  return {
    ...json({ outcome, review: recorded.review, undoUntil }),
    headers: { 'cache-control': 'no-store', etag: etagOf(recorded.study) },
  };
}

function refused(refusal: ReviewRefusal | 'no-such-study', study: StudyRecord | undefined): HttpResponseInit {
  if (refusal === 'review-id-reused')
    return problem(
      422,
      refusal,
      'There is another review of this study with this reviewId. It stands as it is.',
    );
  return refusal === 'impression-first' && study ? impressionOwed(study) : noSuchStudy();
}

route({
  name: 'review',
  route: 'api/studies/{id}/review',
  methods: ['POST'],
  right: 'review-studies',
  extraInputs: [df.input.durableClient()],
  handler: review,
});
