import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Place } from '../../../domain/kernel/priority';
import type { StudyView } from '../../../domain/study/view/studyView';
import type { DecisionInput } from '../../api/calls';
import { filled } from '../../language/filled';
import { texts, words } from '../../language/language';
import { useSession } from '../../parts/session';

interface SignButtonProps {
  readonly study: StudyView;
  readonly decision: DecisionInput['decision'];
  readonly priority: Place | undefined;
  /** Whether the decision is complete. */
  readonly ready: boolean;
  readonly busy: boolean;
  readonly onCancel: () => void;
}

/** The meaning of the signature, shown before it is given. */
function meaning({ study, decision, priority }: SignButtonProps): string {
  const says = texts.study.sign;
  if (decision === 'accept') return says.agree(words.prioritiesInText[study.standing.priority]);
  if (decision === 'cannot-assess') return says.cannotAssess;
  return priority ? says.moveTo(words.prioritiesInText[priority]) : says.move;
}

/** Gets the focus if nothing else needs to be filled in, so that Enter is the second key. */
export function SignButton(props: SignButtonProps) {
  const { study, decision, ready, busy, onCancel } = props;
  const { name } = useSession();
  const says = texts.study.sign;
  const button = useRef<HTMLButtonElement>(null);
  // Before painting: the second key may follow at once.
  useLayoutEffect(() => {
    if (decision !== 'override') button.current?.focus();
  }, []);
  return (
    <div class="sign">
      <p class="signature">{filled(says.as(study.version, meaning(props)), { name: <bdi>{name}</bdi> })}</p>
      <div class="actions">
        <button type="submit" class="primary" ref={button} disabled={!ready || busy}>
          {busy ? says.busy : says[decision]} <kbd>Enter</kbd>
        </button>
        <button type="button" class="quiet" onClick={onCancel}>
          {texts.parts.cancel} <kbd>Esc</kbd>
        </button>
      </div>
      {!ready && <p class="sub">{decision === 'override' ? says.chooseOther : says.choose}</p>}
    </div>
  );
}
