import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { priorities } from '../../domain/kernel/priority';
import { lettersMissing, maxSearchLength } from '../../domain/worklist/worklistSearch';
import type { Query } from '../api/worklist';
import { texts, words } from '../language/language';
import { usePreferences } from '../parts/preferences';
import { navigate } from '../parts/router';
import { localTime } from '../parts/time';
import { ExportButton } from './exportButton';
import type { Feed } from './feed';
import { arrivedHours, placeOfQuery } from './placeOfQuery';
import { useShowsPatients } from './rowIdentities';
import { useSources } from './useSources';
import { ViewDialog } from './viewDialog';

interface ChoiceProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly options: readonly (readonly [value: string, words: string])[];
  readonly onChoose: (value: string | undefined) => void;
}

/**
 * A filter. When chosen with a mouse or a finger it gives up the focus, so that keys work on the list again;
 * with the keyboard every arrow chooses, so the focus stays until Escape.
 */
function Choice({ label, value, options, onChoose }: ChoiceProps) {
  const pointed = useRef(false);
  const choose = ({ currentTarget }: { readonly currentTarget: HTMLSelectElement }) => {
    if (pointed.current) currentTarget.blur();
    onChoose(currentTarget.value || undefined);
  };
  const press = (event: KeyboardEvent & { readonly currentTarget: HTMLSelectElement }) => {
    pointed.current = false;
    if (event.key === 'Escape') event.currentTarget.blur();
  };
  return (
    <label class="choice">
      <span>{label}</span>
      <select
        value={value ?? ''}
        onPointerDown={() => {
          pointed.current = true;
        }}
        onKeyDown={press}
        onChange={choose}
      >
        <option value="">{texts.parts.all}</option>
        {options.map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

const debounceMs = 300;

interface SearchProps {
  readonly text: string | undefined;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly onText: (text: string | undefined) => void;
}

/** Searches once the text has enough letters, shortly after the last one was typed. */
function Search({ text, input, onText }: SearchProps) {
  const patients = useShowsPatients();
  const [typed, setTyped] = useState(text ?? '');
  const missing = lettersMissing(typed);
  useEffect(() => {
    const wanted = missing === 0 ? typed.trim() : undefined;
    if (wanted === text) return;
    const timer = setTimeout(() => onText(wanted), debounceMs);
    return () => clearTimeout(timer);
  }, [typed]);
  useEffect(() => {
    if (text === undefined && missing === 0) setTyped('');
  }, [text]);
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    if (typed === '') input.current?.blur();
    setTyped('');
  };
  return (
    <label class="search">
      <span class="unseen">{texts.worklist.search}</span>
      <input
        ref={input}
        type="search"
        value={typed}
        placeholder={patients ? texts.worklist.searchPatients : texts.worklist.searchLines}
        maxLength={maxSearchLength}
        autocomplete="off"
        spellcheck={false}
        aria-describedby="search-hint"
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={leave}
      />
      <span id="search-hint" class="sub">
        {typed !== '' && missing > 0 ? words.counts.lettersNeeded(missing) : ''}
      </span>
    </label>
  );
}

interface ToolbarProps {
  readonly query: Query;
  readonly feed: Feed;
  readonly search: RefObject<HTMLInputElement | null>;
  readonly onChange: (change: Partial<Query>) => void;
}

/** Filters and search; the choices come from the tab itself. */
export function Toolbar({ query, feed, search, onChange }: ToolbarProps) {
  const view = feed.latest;
  const { filters } = texts.worklist;
  const [{ savedFilters }] = usePreferences();
  const [viewing, setViewing] = useState(false);
  const withPatients = useShowsPatients();
  const sources = useSources();
  const ofStudies = query.tab !== 'quarantined' && query.tab !== 'processing';
  const same = (values: readonly string[] | undefined) =>
    (values ?? []).map((value) => [value, value] as const);
  return (
    <search class="toolbar studies-toolbar">
      {ofStudies && (
        <>
          <Search text={query.text} input={search} onText={(text) => onChange({ text })} />
          <Choice
            label={filters.priority}
            value={query.priority}
            options={priorities.map((priority) => [priority, words.priorities[priority]] as const)}
            onChoose={(value) => onChange({ priority: priorities.find((one) => one === value) })}
          />
          <Choice
            label={filters.modality}
            value={query.modality}
            options={same(view?.facets.modalities)}
            onChoose={(modality) => onChange({ modality })}
          />
          <Choice
            label={filters.bodyPart}
            value={query.bodyPart}
            options={same(view?.facets.bodyParts)}
            onChoose={(bodyPart) => onChange({ bodyPart })}
          />
          {sources.length > 0 && (
            <Choice
              label={texts.site.source}
              value={query.source}
              options={sources}
              onChoose={(source) => onChange({ source })}
            />
          )}
        </>
      )}
      {ofStudies && (
        <>
          <Choice
            label={filters.arrived}
            value={query.hours === undefined ? undefined : String(query.hours)}
            options={arrivedHours.map((hours) => [String(hours), texts.worklist.arrivedIn[hours]] as const)}
            onChoose={(value) => onChange({ hours: arrivedHours.find((hours) => String(hours) === value) })}
          />
          <button
            type="button"
            class="quiet"
            aria-pressed={query.mine === 'yes'}
            title={filters.mineMeans}
            onClick={() => onChange({ mine: query.mine ? undefined : 'yes' })}
          >
            {filters.mine}
          </button>
          {savedFilters.length > 0 && (
            <Choice
              label={filters.saved}
              value={undefined}
              options={savedFilters.map(({ name, query: saved }) => [saved, name] as const)}
              onChoose={(saved) =>
                saved !== undefined && navigate(saved ? `/worklist?${saved}` : '/worklist')
              }
            />
          )}
          <button type="button" class="quiet" aria-haspopup="dialog" onClick={() => setViewing(true)}>
            {filters.view}
          </button>
          {viewing && (
            <ViewDialog
              query={placeOfQuery({ ...query, text: undefined }).split('?')[1] ?? ''}
              withPatients={withPatients}
              onClose={() => setViewing(false)}
            />
          )}
        </>
      )}
      <div class="end">
        <p class="sub" aria-live="polite">
          {view ? words.counts[ofStudies ? 'studies' : 'files'](view.total) : ''}
          {view?.patients === 'too-many' && `${words.listSeparator}${texts.worklist.tooMany}`}
          {view?.reviewedSince &&
            `${words.listSeparator}${words.worklist.lookedSince(localTime(view.reviewedSince))}`}
        </p>
        {ofStudies && <ExportButton query={query} disabled={!view || view.total === 0} />}
      </div>
    </search>
  );
}
