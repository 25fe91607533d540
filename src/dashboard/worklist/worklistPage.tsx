import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { worklistTabs } from '../../domain/kernel/worklistTabs';
import type { WorklistView } from '../../domain/worklist/worklistView';
import type { Query } from '../api/worklist';
import { texts } from '../language/language';
import { useKeys } from '../parts/keys';
import { navigate, usePlace } from '../parts/router';
import { Failed, Loading } from '../parts/states';
import { useUndo } from '../parts/undo';
import { EmptyWorklist } from './emptyWorklist';
import { Lines, type Step } from './lines';
import { memory } from './memory';
import { placeOfQuery, queryOfPlace } from './placeOfQuery';
import { RankDialog } from './rankDialog';
import { Stale } from './stale';
import { Tabs } from './tabs';
import { Toolbar } from './toolbar';
import { useFeed } from './useFeed';

/** The query: the address's filters, and the search text, which is never in an address. */
function useQuery(): readonly [Query, (change: Partial<Query>) => void] {
  const { searchParams } = usePlace();
  const [text, setText] = useState(memory.query?.text);
  const query = { ...queryOfPlace(searchParams), text };
  memory.query = query;
  const change = (changed: Partial<Query>) => {
    const next = { ...query, ...changed };
    if (next.text !== text) setText(next.text);
    const place = placeOfQuery(next);
    if (place !== location.pathname + location.search) navigate(place, 'replace');
  };
  return [query, change];
}

/**
 * A step to a line that was requested while the lines were loading; it is taken once they are loaded. Only a
 * step waits: nothing is opened before it was visible.
 */
function useEarlyStep(query: Query, view: WorklistView | undefined) {
  const early = useRef<Step | undefined>(undefined);
  const key = JSON.stringify(query);
  const of = useRef(key);
  if (of.current !== key) {
    of.current = key;
    early.current = undefined;
  }
  const ask = (step: Step) => () => {
    early.current = step;
  };
  const [next, before] = [ask(1), ask(-1)];
  useKeys(view === undefined ? { j: next, ArrowDown: next, k: before, ArrowUp: before } : {});
  // The lines took it, or there are none.
  useLayoutEffect(() => {
    if (view !== undefined) early.current = undefined;
  });
  return early;
}

/** Everything that arrived, most urgent first. */
export function WorklistPage() {
  const [query, change] = useQuery();
  const { feed, problem, fresh, asOf, want, retry } = useFeed(query);
  const [asked, setAsked] = useState<string>();
  const { undone } = useUndo();
  const view = feed.latest;
  const tabs = Object.fromEntries(
    worklistTabs.map((tab, at) => [
      String(at + 1),
      () => change({ tab, modality: undefined, bodyPart: undefined }),
    ]),
  );
  const early = useEarlyStep(query, view);
  const search = useRef<HTMLInputElement>(null);
  useKeys({ ...tabs, '/': () => search.current?.focus() });
  useEffect(() => {
    document.title = `${view && view.counts.awaiting > 0 ? `(${view.counts.awaiting}) ` : ''}${texts.parts.title(texts.parts.worklist)}`;
  });
  useEffect(() => {
    if (undone > 0) retry();
  }, [undone, retry]);
  const filtered = Boolean(
    query.priority ||
      query.modality ||
      query.bodyPart ||
      query.source ||
      query.text ||
      query.hours ||
      query.mine,
  );
  return (
    <div class="worklist">
      <h1 class="unseen">{texts.parts.worklist}</h1>
      <Tabs
        query={query}
        counts={view?.counts}
        onTab={(tab) => change({ tab, modality: undefined, bodyPart: undefined })}
      />
      <Toolbar query={query} feed={feed} search={search} onChange={change} />
      {problem !== undefined && view !== undefined && <Stale error={problem} asOf={asOf} onRetry={retry} />}
      {view === undefined && problem === undefined && <Loading what={texts.parts.what.worklist} />}
      {view === undefined && problem !== undefined && (
        <Failed what={texts.parts.what.worklist} error={problem} onRetry={retry} />
      )}
      {view !== undefined && view.total === 0 && (
        <EmptyWorklist
          view={view}
          filtered={filtered}
          searched={query.text !== undefined}
          onClear={() =>
            change({
              priority: undefined,
              modality: undefined,
              bodyPart: undefined,
              source: undefined,
              text: undefined,
              hours: undefined,
              mine: undefined,
            })
          }
        />
      )}
      {view !== undefined && view.total > 0 && (
        <Lines
          key={JSON.stringify(query)}
          feed={feed}
          view={view}
          fresh={fresh}
          early={early}
          onWant={want}
          onWhy={setAsked}
          onSort={change}
        />
      )}
      {asked && <RankDialog studyId={asked} onClose={() => setAsked(undefined)} />}
    </div>
  );
}
