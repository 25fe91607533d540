import type { App } from '../../../app/app';
import { changedOutside } from '../../../domain/kernel/sealing/changedOutside';
import { createRecordImpression } from '../../../operations/study/recordImpression';
import { conflict } from '../support/conflict';
import type { Handler } from '../support/handler';
import { changedOutsideAnswer, noSuchStudy, problem } from '../support/problem';
import { studyAnswer } from './study';

/** Records a reviewer's first impression, before model output is shown; returns the whole study. */
export function createImpression(
  deps: Pick<App, 'studies' | 'store' | 'settings' | 'now'>,
): Handler<'impression'> {
  const { studies, now } = deps;
  const recordImpression = createRecordImpression({ studies, now });
  return async ({ params: { id }, body, caller }) => {
    if (!deps.settings.review.firstImpression)
      return problem(409, 'impressions-off', 'This site does not ask for first impressions.');
    const changed = await recordImpression(id, body, caller);
    switch (changed.refusal) {
      case undefined:
        return studyAnswer(deps, changed.study, caller);
      case 'stale-version':
      case 'already-reviewed':
        if (changed.study)
          return conflict(deps, changed.refusal, changed.study, { version: body.studyVersion }, caller);
        break;
      case changedOutside:
        return changedOutsideAnswer();
      case 'already-given':
        return problem(
          409,
          changed.refusal,
          'You have already given a different first impression of this version. That one stands.',
        );
    }
    return noSuchStudy();
  };
}
