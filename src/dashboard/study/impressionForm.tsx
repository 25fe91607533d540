import { useRef, useState } from 'preact/hooks';
import { type Place, places } from '../../domain/kernel/priority';
import type { StudyView } from '../../domain/study/studyView';
import { words } from '../../domain/words/words';
import { sendImpression } from '../api/calls';
import { messageOf } from '../api/client';
import { announce } from '../parts/announcer';
import { useKeys } from '../parts/keys';

interface ImpressionFormProps {
  readonly study: StudyView;
  readonly put: (study: StudyView) => void;
}

/**
 * The reviewer's impression before any model output is shown, so that the models' influence can be measured.
 */
export function ImpressionForm({ study, put }: ImpressionFormProps) {
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const choices = useRef<HTMLFieldSetElement>(null);
  // The focus goes to the group, not to a choice: a user who signs with `a` and Enter must not choose Stat
  // that way.
  const toChoices = () => choices.current?.focus();
  useKeys({ a: toChoices, o: toChoices, c: toChoices });
  const commit = async (priority: Place) => {
    setBusy(true);
    try {
      put(await sendImpression(study, priority));
      announce('Your first impression is recorded. What the models say is now shown.');
    } catch (error) {
      setProblem(messageOf(error));
      setBusy(false);
    }
  };
  return (
    <div class="impression">
      <p>
        <b>Look at the picture first.</b> How urgent is it? Then you see what the models say, and decide.
      </p>
      <fieldset class="choices" ref={choices} tabIndex={-1} aria-label="First impression">
        {places.map((place) => (
          <button
            key={place}
            type="button"
            disabled={busy}
            onClick={() => void commit(place)}
            title={words.placeMeanings[place]}
          >
            {words.priorities[place]}
          </button>
        ))}
      </fieldset>
      <p class="sub">
        <kbd>a</kbd> then Tab and Enter. Your first impression and your decision are both recorded.
      </p>
      {problem && (
        <p class="notice failed" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
