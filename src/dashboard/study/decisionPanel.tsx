import { useState } from 'preact/hooks';
import { kindOf } from '../../domain/study/studyKind';
import type { StudyView } from '../../domain/study/studyView';
import { studyName, words } from '../../domain/words/words';
import type { DecisionInput } from '../api/calls';
import { ApiError, messageOf } from '../api/client';
import { announce } from '../parts/announcer';
import { hasRight, useSession } from '../parts/session';
import { localTime } from '../parts/time';
import { useUndo } from '../parts/undo';
import { type Conflict, ConflictNotice, conflictOf } from './conflict';
import { DecisionForm } from './decisionForm';
import { ImpressionForm } from './impressionForm';
import { decisionWords, ReviewLine } from './reviewLine';
import { isAnswer, useSign } from './useSign';

export interface DecisionPanelProps {
  readonly study: StudyView;
  readonly reload: () => void;
  readonly put: (study: StudyView) => void;
}

/** The reviewer's next step: record a first impression, decide, or nothing. */
export function DecisionPanel({ study, reload, put }: DecisionPanelProps) {
  const session = useSession();
  const { offer } = useUndo();
  const [conflict, setConflict] = useState<Conflict>();
  const [problem, setProblem] = useState<{ readonly words: string; readonly mayBeSigned: boolean }>();
  const send = useSign();

  const sign = async (input: DecisionInput): Promise<void> => {
    setProblem(undefined);
    try {
      const { review, undoUntil } = await send(study, input);
      setConflict(undefined);
      const what = `${decisionWords(review)}: ${studyName({ ...study, ...kindOf(study) }, localTime)}`;
      const until = undoUntil ?? review.undoUntil;
      offer(until ? { studyId: study.studyId, reviewId: review.reviewId, what, until } : undefined);
      announce(`Signed. ${what}.`);
      reload();
    } catch (error) {
      const found = error instanceof ApiError ? conflictOf(error) : undefined;
      if (found) setConflict(found);
      else if (!(error instanceof ApiError && error.status === 401))
        setProblem({ words: messageOf(error), mayBeSigned: !isAnswer(error) });
    }
  };

  const standing = study.reviews.find(
    ({ outcome, studyVersion }) => outcome === 'accepted' && studyVersion === study.version,
  );
  const isChanged = (study.changedOutside?.length ?? 0) > 0;
  const mayDecide = !isChanged && hasRight(session, 'review-studies');
  const next = study.awaitsImpression ? 'Your first impression' : 'Your decision';
  return (
    <section class="card decision" aria-label="Your decision">
      <h2>{standing ? 'Decision' : next}</h2>
      {conflict && (
        <ConflictNotice
          conflict={conflict}
          onReload={() => {
            setConflict(undefined);
            reload();
          }}
        />
      )}
      {problem && (
        <p class="notice failed" role="alert">
          <b>{problem.mayBeSigned ? 'It is not known whether this was signed.' : 'Not signed.'}</b>{' '}
          {problem.words}{' '}
          {problem.mayBeSigned
            ? 'Sign again to make sure: the same decision is signed only once.'
            : 'What you entered is still here.'}
        </p>
      )}
      {standing && <ReviewLine review={standing} />}
      {!standing && isChanged && <p class="sub">{words.changedOutside.notSigned}</p>}
      {!standing && !isChanged && !hasRight(session, 'review-studies') && (
        <p class="sub">Decisions are for reviewers.</p>
      )}
      {!standing && mayDecide && study.awaitsImpression && <ImpressionForm study={study} put={put} />}
      {!standing && mayDecide && !study.awaitsImpression && <DecisionForm study={study} onSign={sign} />}
    </section>
  );
}
