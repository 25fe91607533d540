import { type WorklistTab, worklistTabs } from '../../domain/kernel/worklistTabs';
import { words } from '../../domain/words/words';
import type { WorklistView } from '../../domain/worklist/worklistView';
import type { Query } from '../api/worklist';

interface TabsProps {
  readonly query: Query;
  readonly counts: WorklistView['counts'] | undefined;
  readonly onTab: (tab: WorklistTab) => void;
}

/** The tabs, by state; each with its count, regardless of filters. */
export function Tabs({ query, counts, onTab }: TabsProps) {
  return (
    <nav class="tabs" aria-label="Worklist">
      {worklistTabs.map((tab, at) => (
        <button
          key={tab}
          type="button"
          aria-current={query.tab === tab ? 'page' : undefined}
          class={tab === 'quarantined' && counts && counts.quarantined > 0 ? 'alarming' : undefined}
          title={`Key ${at + 1}`}
          onClick={() => onTab(tab)}
        >
          {words.tabs[tab]} <span class="count">{counts ? counts[tab] : '–'}</span>
        </button>
      ))}
    </nav>
  );
}
