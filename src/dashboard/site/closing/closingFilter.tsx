import { priorities } from '../../../domain/kernel/priority';
import type { WorklistView } from '../../../domain/worklist/worklistView';
import { texts, words } from '../../language/language';
import { useSources } from '../../worklist/useSources';
import type { Filter } from './calls';

interface ChoiceProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly onChoose: (value: string | undefined) => void;
}

function Choice({ label, value, options, onChoose }: ChoiceProps) {
  return (
    <label class="choice">
      <span>{label}</span>
      <select value={value ?? ''} onChange={(event) => onChoose(event.currentTarget.value || undefined)}>
        <option value="">{texts.parts.all}</option>
        {options.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

const days = [1, 7, 30, 90, 365] as const;

interface ClosingFilterProps {
  readonly filter: Filter;
  readonly facets: WorklistView['facets'] | undefined;
  readonly onFilter: (filter: Filter) => void;
}

/** Which studies are offered for closing. */
export function ClosingFilter({ filter, facets, onFilter }: ClosingFilterProps) {
  const { filters } = texts.worklist;
  const says = texts.site.closing;
  const sources = useSources();
  const same = (values: readonly string[] = []) => values.map((value) => [value, value] as const);
  return (
    <div class="toolbar">
      <Choice
        label={says.waiting}
        value={filter.days}
        options={days.map((count) => [String(count), says.days(count)] as const)}
        onChoose={(value) => onFilter({ ...filter, days: value })}
      />
      <Choice
        label={filters.priority}
        value={filter.priority}
        options={priorities.map((priority) => [priority, words.priorities[priority]] as const)}
        onChoose={(priority) => onFilter({ ...filter, priority })}
      />
      <Choice
        label={filters.modality}
        value={filter.modality}
        options={same(facets?.modalities)}
        onChoose={(modality) => onFilter({ ...filter, modality })}
      />
      <Choice
        label={filters.bodyPart}
        value={filter.bodyPart}
        options={same(facets?.bodyParts)}
        onChoose={(bodyPart) => onFilter({ ...filter, bodyPart })}
      />
      <Choice
        label={texts.site.source}
        value={filter.source}
        options={sources}
        onChoose={(source) => onFilter({ ...filter, source })}
      />
    </div>
  );
}
