import type { App } from '../../../app/app';
import { ChangedOutsideError, changedOutside } from '../../../domain/kernel/sealing/changedOutside';
import type { NotClosed } from '../../../domain/study/closing/closeStudy';
import { words } from '../../../domain/words/words';
import { createCloseStudy, createReopenStudy } from '../../../operations/study/closeStudies';
import type { Handler } from '../support/handler';
import { json, noSuchStudy, problem } from '../support/problem';
import type { WakeReview } from '../support/wakeReview';
import { studyAnswer } from './study';

type CloseDeps = Pick<App, 'studies' | 'now' | 'noteChangedOutside'>;

/** Why a study was not closed. A record that was changed outside the app keeps the others from nothing. */
async function refusalOf(
  { noteChangedOutside }: Pick<App, 'noteChangedOutside'>,
  act: () => ReturnType<ReturnType<typeof createCloseStudy>>,
): Promise<NotClosed | undefined> {
  try {
    return (await act()).refusal;
  } catch (error) {
    if (!(error instanceof ChangedOutsideError)) throw error;
    await noteChangedOutside(error);
    return changedOutside;
  }
}

/** Closes the chosen studies, one after the other. */
export function createCloseStudies(deps: CloseDeps, wakeReview: WakeReview): Handler<'closeStudies'> {
  const close = createCloseStudy(deps);
  return async ({ body: { closingId, reason, studies: chosen }, caller, context }) => {
    const done: string[] = [];
    const not: { studyId: string; code: string; why: string }[] = [];
    for (const { studyId, revision, evenIfUrgent } of chosen) {
      const closing = { reviewId: closingId, revision, reason, evenIfUrgent };
      const refusal = await refusalOf(deps, () => close(studyId, closing, caller));
      if (refusal === undefined) {
        wakeReview(context, studyId);
        done.push(studyId);
      } else not.push({ studyId, code: refusal, why: words.notClosed[refusal] });
    }
    return json({ done, not });
  };
}

/** Has a closed study await review again. */
export function createReopen(
  deps: Pick<App, 'studies' | 'settings' | 'now'>,
  wakeReview: WakeReview,
): Handler<'reopenStudy'> {
  const { studies, now } = deps;
  const reopen = createReopenStudy({ studies, now });
  return async ({ params: { id }, caller, context }) => {
    const changed = await reopen(id, caller);
    if (changed.refusal === 'no-such-study') return noSuchStudy();
    if (changed.refusal !== undefined)
      return problem(409, changed.refusal, 'Nobody closed this study, or somebody has read it since.');
    wakeReview(context, id);
    return studyAnswer(deps, changed.study, caller);
  };
}
