import { priorities } from '../../domain/kernel/priority';
import { worklistTabs } from '../../domain/kernel/worklistTabs';
import { worklistSorts } from '../../domain/worklist/worklistSorts';
import type { Query } from '../api/worklist';

/** What arrived in the last hour, day and week. */
export const arrivedHours = [1, 24, 168] as const;

function among<T extends string>(known: readonly T[], value: string | null): T | undefined {
  return known.find((one) => one === value);
}

/** The filters in an address. The search text is never in it. */
export function queryOfPlace(search: URLSearchParams): Query {
  return {
    tab: among(worklistTabs, search.get('tab')) ?? 'awaiting',
    priority: among(priorities, search.get('priority')),
    modality: search.get('modality') ?? undefined,
    bodyPart: search.get('bodyPart') ?? undefined,
    source: search.get('source') ?? undefined,
    hours: arrivedHours.find((hours) => String(hours) === search.get('hours')),
    mine: search.get('mine') === 'yes' ? 'yes' : undefined,
    sort: among(worklistSorts, search.get('sort')),
    order: among(['ascending', 'descending'] as const, search.get('order')),
  };
}

export function placeOfQuery(query: Query): string {
  const { tab, priority, modality, bodyPart, source, hours, mine, sort, order } = query;
  const search = new URLSearchParams();
  if (tab !== 'awaiting') search.set('tab', tab);
  if (priority) search.set('priority', priority);
  if (modality) search.set('modality', modality);
  if (bodyPart) search.set('bodyPart', bodyPart);
  if (source) search.set('source', source);
  if (hours) search.set('hours', String(hours));
  if (mine) search.set('mine', mine);
  if (sort && (sort !== 'rank' || order === 'descending')) search.set('sort', sort);
  if (order === 'descending') search.set('order', order);
  return search.size === 0 ? '/worklist' : `/worklist?${search}`;
}
