import type { HttpRequest, InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import type { Caller } from '../../access/caller';
import { createEnsureReview } from '../../activities/ensureReview';
import { theApp } from '../../app/app';
import type { Routes } from '../../contract/routes/routes';
import { isId } from '../../domain/kernel/ids';
import type { UndoRefusal } from '../../domain/study/undo';
import { withdrawReview } from '../../operations/study/withdrawReview';
import { durableStarter } from '../triggers/durableStarter';
import { studyAnswer } from './study';
import type { Answer } from './support/handler';
import { badId, problem } from './support/problem';

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
): Promise<Answer<Routes['undoReview']>> {
  const { id, reviewId = '' } = request.params;
  if (!isId(id)) return badId('A study');
  const triage = theApp();
  const changed = await withdrawReview({ ...triage, ...triage.store }, id, reviewId, caller);
  if (changed.refusal !== undefined) {
    const [status, detail] = refusals[changed.refusal];
    return problem(status, changed.refusal, detail);
  }
  await createEnsureReview({ starter: durableStarter(df.getClient(context)) })({ studyId: id });
  return studyAnswer(triage, changed.study, caller);
}
