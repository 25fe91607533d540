import { type WorklistTab, worklistTabs } from '../../domain/kernel/worklistTabs';
import type { WorklistView } from '../../domain/worklist/worklistView';
import type { Query } from '../api/worklist';
import { texts, words } from '../language/language';

/** A file becomes part of a study once it was read, so their counts never add up: each stands by itself. */
const groups: readonly (readonly [title: 'studies' | 'files', tabs: readonly WorklistTab[]])[] = [
  ['studies', worklistTabs.filter((tab) => !isOfFiles(tab))],
  ['files', worklistTabs.filter(isOfFiles)],
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
    <nav class="tabs" aria-label={texts.parts.worklist}>
      {groups.map(([title, tabs]) => (
        <fieldset key={title} class="tab-group">
          <legend>{texts.worklist.groups[title]}</legend>
          {tabs.map((tab) => (
            <button
              key={tab}
              type="button"
              aria-current={query.tab === tab ? 'page' : undefined}
              class={tab === 'quarantined' && counts && counts.quarantined > 0 ? 'alarming' : undefined}
              title={texts.worklist.key(worklistTabs.indexOf(tab) + 1)}
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
