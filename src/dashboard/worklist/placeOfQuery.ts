import { priorities } from '../../domain/kernel/priority';
import { worklistTabs } from '../../domain/kernel/worklistTabs';
import type { Query } from '../api/worklist';

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
  };
}

export function placeOfQuery({ tab, priority, modality, bodyPart }: Query): string {
  const search = new URLSearchParams();
  if (tab !== 'awaiting') search.set('tab', tab);
  if (priority) search.set('priority', priority);
  if (modality) search.set('modality', modality);
  if (bodyPart) search.set('bodyPart', bodyPart);
  return search.size === 0 ? '/worklist' : `/worklist?${search}`;
}
