import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Place } from '../../domain/kernel/priority';
import type { StudyView } from '../../domain/study/studyView';
import { words } from '../../domain/words/words';
import type { DecisionInput } from '../api/calls';
import { useSession } from '../parts/session';

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
  if (decision === 'accept')
    return `agree with where the study stands: ${words.prioritiesInText[study.standing.priority]}`;
  if (decision === 'cannot-assess') return 'cannot assess the study';
  return priority
    ? `put the study in another place: ${words.prioritiesInText[priority]}`
    : 'put the study in another place';
}

const labels: Readonly<Record<DecisionInput['decision'], string>> = {
  accept: 'Sign: accept',
  override: 'Sign: override',
  'cannot-assess': 'Sign: cannot assess',
};

/** Gets the focus if nothing else needs to be filled in, so that Enter is the second key. */
export function SignButton(props: SignButtonProps) {
  const { study, decision, ready, busy, onCancel } = props;
  const { name } = useSession();
  const button = useRef<HTMLButtonElement>(null);
  // Before painting: the second key may follow at once.
  useLayoutEffect(() => {
    if (decision !== 'override') button.current?.focus();
  }, []);
  return (
    <div class="sign">
      <p class="signature">
        You sign as <bdi>{name}</bdi>, on version {study.version}: you {meaning(props)}.
      </p>
      <div class="actions">
        <button type="submit" class="primary" ref={button} disabled={!ready || busy}>
          {busy ? 'Signing …' : labels[decision]} <kbd>Enter</kbd>
        </button>
        <button type="button" class="quiet" onClick={onCancel}>
          Cancel <kbd>Esc</kbd>
        </button>
      </div>
      {!ready && (
        <p class="sub">
          Choose a priority and a reason{decision === 'override' ? '; "other" needs a text' : ''}.
        </p>
      )}
    </div>
  );
}
