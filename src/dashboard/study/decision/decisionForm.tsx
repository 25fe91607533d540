import { useEffect, useRef, useState } from 'preact/hooks';
import type { StudyView } from '../../../domain/study/view/studyView';
import type { DecisionInput } from '../../api/calls';
import { texts } from '../../language/language';
import { useEscape, useKeys } from '../../parts/keys';
import { draftOf, keepDraft } from './draft';
import { OverrideFields, type OverrideInput } from './overrideFields';
import { SignButton } from './signButton';

type Decision = DecisionInput['decision'];

interface DecisionFormProps {
  readonly study: StudyView;
  readonly onSign: (input: DecisionInput) => Promise<void>;
}

const choices: readonly { readonly decision: Decision; readonly key: string }[] = [
  { decision: 'accept', key: 'a' },
  { decision: 'override', key: 'o' },
  { decision: 'cannot-assess', key: 'c' },
];

function inputOf(
  decision: Decision,
  { priority, reason, comment }: OverrideInput,
): DecisionInput | undefined {
  const text = comment.trim() ? { comment: comment.trim() } : {};
  if (decision !== 'override') return { decision, ...text };
  if (!priority || !reason || (reason === 'other' && !comment.trim())) return undefined;
  return { decision, priority, reason, ...text };
}

/** One key chooses and another signs, so that no single slip is a decision. */
export function DecisionForm({ study, onSign }: DecisionFormProps) {
  const { studyId } = study;
  const [decision, setDecision] = useState<Decision | undefined>(draftOf(studyId)?.decision);
  const [fields, setFields] = useState<OverrideInput>(draftOf(studyId)?.fields ?? { comment: '' });
  const [busy, setBusy] = useState(false);
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => keepDraft({ studyId, decision, fields }), [studyId, decision, fields]);
  useEffect(() => () => keepDraft(undefined), []);
  const choose = (wanted: Decision) => setDecision(wanted);
  const takeBack = () => {
    setDecision(undefined);
    first.current?.focus();
  };
  useKeys({
    a: () => choose('accept'),
    o: () => choose('override'),
    c: () => choose('cannot-assess'),
  });
  useEscape(decision ? takeBack : undefined);
  const input = decision && inputOf(decision, fields);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!input || busy) return;
    setBusy(true);
    await onSign(input);
    setBusy(false);
  };
  return (
    <form class="decision-form" onSubmit={(event) => void submit(event)}>
      <div class="choices">
        {choices.map(({ decision: one, key }) => (
          <button
            key={one}
            ref={one === 'accept' ? first : undefined}
            type="button"
            aria-pressed={decision === one}
            onClick={() => choose(one)}
          >
            {texts.study.decisions[one]} <kbd>{key}</kbd>
          </button>
        ))}
      </div>
      {decision === 'override' && (
        <OverrideFields fields={fields} now={study.standing.priority} onChange={setFields} />
      )}
      {decision && decision !== 'override' && (
        <label class="comment">
          <span>{texts.study.commentOptional}</span>
          <textarea
            rows={1}
            maxLength={2000}
            value={fields.comment}
            onInput={(event) => setFields({ ...fields, comment: event.currentTarget.value })}
          />
        </label>
      )}
      {decision && (
        <SignButton
          key={decision}
          study={study}
          decision={decision}
          ready={input !== undefined}
          busy={busy}
          priority={fields.priority}
          onCancel={takeBack}
        />
      )}
    </form>
  );
}
