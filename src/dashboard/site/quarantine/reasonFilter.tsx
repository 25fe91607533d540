import type { RefusalCode } from '../../../domain/reasons/refusalCode';
import { texts, words } from '../../language/language';
import type { RefusedView } from './calls';

interface ReasonFilterProps {
  readonly view: RefusedView | undefined;
  readonly reason: RefusalCode | undefined;
  readonly dismissed: boolean;
  readonly onReason: (reason: RefusalCode | undefined) => void;
  readonly onDismissed: (dismissed: boolean) => void;
}

/** How many files were refused for which reason; each count is a filter. */
export function ReasonFilter({ view, reason, dismissed, onReason, onDismissed }: ReasonFilterProps) {
  const says = texts.site.quarantine;
  const all = view?.byReason.reduce((sum, { files }) => sum + files, 0);
  return (
    <div class="toolbar">
      <fieldset class="chips">
        <legend class="unseen">{says.reason}</legend>
        <button type="button" aria-pressed={reason === undefined} onClick={() => onReason(undefined)}>
          {says.allReasons} <span class="count">{all ?? '–'}</span>
        </button>
        {view?.byReason.map((one) => (
          <button
            key={one.reason}
            type="button"
            aria-pressed={reason === one.reason}
            title={words.refusals[one.reason].meaning}
            onClick={() => onReason(one.reason)}
          >
            {one.reason} <span class="count">{one.files}</span>
          </button>
        ))}
      </fieldset>
      <label class="choice total">
        <span>{says.show}</span>
        <select
          value={String(dismissed)}
          onChange={(event) => onDismissed(event.currentTarget.value === 'true')}
        >
          <option value="false">{says.open}</option>
          <option value="true">{says.dismissed}</option>
        </select>
      </label>
    </div>
  );
}
