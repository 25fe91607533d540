import { type WorklistTab, worklistTabs } from '../../domain/kernel/worklistTabs';
import { words } from '../../domain/words/words';
import type { WorklistView } from '../../domain/worklist/worklistView';
import type { Query } from '../api/worklist';

/** A file becomes part of a study once it was read, so their counts never add up: each stands by itself. */
const groups: readonly (readonly [title: string, tabs: readonly WorklistTab[]])[] = [
  ['Studies', worklistTabs.filter((tab) => !isOfFiles(tab))],
  ['Files', worklistTabs.filter(isOfFiles)],
];

function isOfFiles(tab: WorklistTab): boolean {
  return tab === 'quarantined' || tab === 'processing';
}

interface TabsProps {
  readonly query: Query;
  readonly counts: WorklistView['counts'] | undefined;
  readonly onTab: (tab: WorklistTab) => void;
}

/** The tabs, by state; each with its count, regardless of filters. */
export function Tabs({ query, counts, onTab }: TabsProps) {
  return (
    <nav class="tabs" aria-label="Worklist">
      {groups.map(([title, tabs]) => (
        <fieldset key={title} class="tab-group">
          <legend>{title}</legend>
          {tabs.map((tab) => (
            <button
              key={tab}
              type="button"
              aria-current={query.tab === tab ? 'page' : undefined}
              class={tab === 'quarantined' && counts && counts.quarantined > 0 ? 'alarming' : undefined}
              title={`Key ${worklistTabs.indexOf(tab) + 1}`}
              onClick={() => onTab(tab)}
            >
              {words.tabs[tab]} <span class="count">{counts ? counts[tab] : '–'}</span>
            </button>
          ))}
        </fieldset>
      ))}
    </nav>
  );
}
