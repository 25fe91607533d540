import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import type { Caller } from '../../access/caller';
import { theApp } from '../../app/app';
import { isId } from '../../domain/kernel/ids';
import type { UndoRefusal } from '../../domain/study/undo';
import { createWithdrawReview } from '../../operations/study/withdrawReview';
import { studyAnswer } from './study';
import { badId, problem } from './support/problem';
import { route } from './support/route';
import { wakeReview } from './support/wakeReview';

const refusals: Readonly<Record<UndoRefusal | 'no-such-study', readonly [status: number, detail: string]>> = {
  'no-such-study': [404, 'There is no study with this id.'],
  'no-such-review': [404, 'The study has no review with this id.'],
  'not-yours': [403, 'Only the one who signed a review can take it back.'],
  'not-accepted': [409, 'This review never counted, so there is nothing to take back.'],
  'too-late': [409, 'The time in which this review could be taken back has passed. It stands.'],
};

/** Takes back a review within the time that the site allows. The study awaits review again. */
export async function undo(
  request: HttpRequest,
  context: InvocationContext,
  caller: Caller,
): Promise<HttpResponseInit> {
  const { id, reviewId = '' } = request.params;
  if (!isId(id)) return badId('A study');
  const triage = theApp();
  const withdrawReview = createWithdrawReview({ studies: triage.studies, now: triage.now });
  const changed = await withdrawReview(id, reviewId, caller);
  if (changed.refusal !== undefined) {
    const [status, detail] = refusals[changed.refusal];
    return problem(status, changed.refusal, detail);
  }
  wakeReview(context, id);
  return studyAnswer(triage, changed.study, caller);
}

route({
  name: 'undoReview',
  route: 'api/studies/{id}/reviews/{reviewId}',
  methods: ['DELETE'],
  right: 'review-studies',
  extraInputs: [df.input.durableClient()],
  handler: undo,
});
