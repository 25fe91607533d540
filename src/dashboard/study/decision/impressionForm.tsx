import { useRef, useState } from 'preact/hooks';
import { type Place, places } from '../../../domain/kernel/priority';
import type { StudyView } from '../../../domain/study/view/studyView';
import { sendImpression } from '../../api/calls';
import { messageOf } from '../../api/client';
import { filled } from '../../language/filled';
import { texts, words } from '../../language/language';
import { announce } from '../../parts/announcer';
import { useKeys } from '../../parts/keys';

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
  const says = texts.study.impression;
  const choices = useRef<HTMLFieldSetElement>(null);
  // The focus goes to the group, not to a choice: a user who signs with `a` and Enter must not choose Stat
  // that way.
  const toChoices = () => choices.current?.focus();
  useKeys({ a: toChoices, o: toChoices, c: toChoices });
  const commit = async (priority: Place) => {
    setBusy(true);
    try {
      put(await sendImpression(study, priority));
      announce(texts.study.impression.recorded);
    } catch (error) {
      setProblem(messageOf(error));
      setBusy(false);
    }
  };
  return (
    <div class="impression">
      <p>
        <b>{says.look}</b> {says.ask}
      </p>
      <fieldset class="choices" ref={choices} tabIndex={-1} aria-label={says.choices}>
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
      <p class="sub">{filled(says.keys, { key: <kbd>a</kbd> })}</p>
      {problem && (
        <p class="notice failed" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
