import type { App } from '../../../app/app';
import type { UndoRefusal } from '../../../domain/study/review/undo';
import { createWithdrawReview } from '../../../operations/study/withdrawReview';
import type { Handler } from '../support/handler';
import { type ProblemStatus, problem } from '../support/problem';
import type { WakeReview } from '../support/wakeReview';
import { studyAnswer } from './study';

const refusals: Readonly<
  Record<UndoRefusal | 'no-such-study', readonly [status: ProblemStatus, detail: string]>
> = {
  'no-such-study': [404, 'There is no study with this id.'],
  'no-such-review': [404, 'The study has no review with this id.'],
  'not-yours': [403, 'Only the person who signed a review can take it back.'],
  'not-accepted': [409, 'This review does not count, so there is nothing to take back.'],
  'too-late': [409, 'The time to take this review back has passed. It stands.'],
};

/** Withdraws a review within the site's time limit. The study awaits review again. */
export function createUndoReview(
  deps: Pick<App, 'studies' | 'settings' | 'now'>,
  wakeReview: WakeReview,
): Handler<'undoReview'> {
  const { studies, now } = deps;
  const withdrawReview = createWithdrawReview({ studies, now });
  return async ({ params: { id, reviewId }, caller, context }) => {
    const changed = await withdrawReview(id, reviewId, caller);
    if (changed.refusal !== undefined) {
      const [status, detail] = refusals[changed.refusal];
      return problem(status, changed.refusal, detail);
    }
    wakeReview(context, id);
    return studyAnswer(deps, changed.study, caller);
  };
}
