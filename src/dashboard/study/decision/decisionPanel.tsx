import { useState } from 'preact/hooks';
import { effectiveReview, isRead } from '../../../domain/study/review/standingReview';
import { kindOf } from '../../../domain/study/view/studyKind';
import type { StudyView } from '../../../domain/study/view/studyView';
import type { DecisionInput } from '../../api/calls';
import { ApiError, messageOf } from '../../api/client';
import { phrases, texts, words } from '../../language/language';
import { announce } from '../../parts/announcer';
import { hasRight, useSession } from '../../parts/session';
import { localTime } from '../../parts/time';
import { useUndo } from '../../parts/undo';
import { type Conflict, ConflictNotice, conflictOf } from './conflict';
import { DecisionForm } from './decisionForm';
import { ImpressionForm } from './impressionForm';
import { ReopenButton } from './reopenButton';
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
      const name = phrases.studyName({ ...study, ...kindOf(study) }, localTime);
      const what = texts.study.decided(decisionWords(review), name);
      const until = undoUntil ?? review.undoUntil;
      offer(until ? { studyId: study.studyId, reviewId: review.reviewId, what, until } : undefined);
      announce(texts.study.signed(what));
      reload();
    } catch (error) {
      const found = error instanceof ApiError ? conflictOf(error) : undefined;
      if (found) setConflict(found);
      else if (!(error instanceof ApiError && error.status === 401))
        setProblem({ words: messageOf(error), mayBeSigned: !isAnswer(error) });
    }
  };

  const standing = effectiveReview(study.version, study.reviews);
  const isOpen = standing === undefined || !isRead(standing);
  const isChanged = (study.changedOutside?.length ?? 0) > 0;
  const mayDecide = !isChanged && hasRight(session, 'review-studies');
  const next = study.awaitsImpression ? texts.study.yourImpression : texts.study.yourDecision;
  return (
    <section class="card decision" aria-label={texts.study.yourDecision}>
      <h2>{isOpen ? next : texts.study.decision}</h2>
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
          <b>{problem.mayBeSigned ? texts.study.maybeSigned : texts.study.notSigned}</b> {problem.words}{' '}
          {problem.mayBeSigned ? texts.study.signAgain : texts.study.stillHere}
        </p>
      )}
      {standing && <ReviewLine review={standing} />}
      {standing && isOpen && hasRight(session, 'close-studies') && <ReopenButton study={study} put={put} />}
      {isOpen && isChanged && <p class="sub">{words.changedOutside.notSigned}</p>}
      {isOpen && !isChanged && !hasRight(session, 'review-studies') && (
        <p class="sub">{texts.study.forReviewers}</p>
      )}
      {isOpen && mayDecide && study.awaitsImpression && <ImpressionForm study={study} put={put} />}
      {isOpen && mayDecide && !study.awaitsImpression && <DecisionForm study={study} onSign={sign} />}
    </section>
  );
}
