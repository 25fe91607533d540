import { useLayoutEffect, useRef } from 'preact/hooks';
import { type Place, type Priority, places } from '../../../domain/kernel/priority';
import { type OverrideReason, overrideReasons } from '../../../domain/reasons/overrideReason';
import { texts, words } from '../../language/language';

export interface OverrideInput {
  readonly priority?: Place | undefined;
  readonly reason?: OverrideReason | undefined;
  readonly comment: string;
}

interface OverrideFieldsProps {
  readonly fields: OverrideInput;
  /** The study's present priority: an override gives it another one. */
  readonly now: Priority;
  readonly onChange: (fields: OverrideInput) => void;
}

/** Enter would open the list; once a reason is chosen it signs, as everywhere else in the form. */
function signOnEnter(event: KeyboardEvent & { readonly currentTarget: HTMLSelectElement }): void {
  const { value, form } = event.currentTarget;
  if (event.key !== 'Enter' || value === '') return;
  event.preventDefault();
  form?.requestSubmit();
}

/** The other priority, and the reason for it. */
export function OverrideFields({ fields, now, onChange }: OverrideFieldsProps) {
  const first = useRef<HTMLInputElement>(null);
  const says = texts.study.override;
  const firstOther = places.find((place) => place !== now);
  useLayoutEffect(() => first.current?.focus(), []);
  return (
    <div class="override">
      <fieldset>
        <legend>{says.newPriority(words.prioritiesInText[now])}</legend>
        {places.map((place) => (
          <label key={place} class="radio">
            <input
              ref={place === firstOther ? first : undefined}
              type="radio"
              name="priority"
              value={place}
              disabled={place === now}
              checked={fields.priority === place}
              onChange={() => onChange({ ...fields, priority: place })}
            />
            <span>
              {words.priorities[place]} <span class="sub">{words.placeMeanings[place]}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <label>
        <span>{says.reason}</span>
        <select
          value={fields.reason ?? ''}
          required
          onKeyDown={signOnEnter}
          onChange={(event) =>
            onChange({ ...fields, reason: overrideReasons.find((one) => one === event.currentTarget.value) })
          }
        >
          <option value="">{says.choose}</option>
          {overrideReasons.map((reason) => (
            <option key={reason} value={reason}>
              {words.overrideReasons[reason]}
            </option>
          ))}
        </select>
      </label>
      <label class="comment">
        <span>{fields.reason === 'other' ? says.textNeeded : says.textOptional}</span>
        <textarea
          rows={2}
          maxLength={2000}
          value={fields.comment}
          required={fields.reason === 'other'}
          onInput={(event) => onChange({ ...fields, comment: event.currentTarget.value })}
        />
      </label>
    </div>
  );
}
