import type { Priority } from '../../domain/kernel/priority';
import type { WorklistTab } from '../../domain/kernel/worklistTabs';
import { lettersMissing } from '../../domain/worklist/worklistSearch';
import type { WorklistView } from '../../domain/worklist/worklistView';
import { ask } from './client';

/** What a person asked to see of the worklist. */
export interface Query {
  readonly tab: WorklistTab;
  readonly priority?: Priority | undefined;
  readonly modality?: string | undefined;
  readonly bodyPart?: string | undefined;
  /** Searched for once it is long enough; may name a patient, so it never stands in an address. */
  readonly text?: string | undefined;
}

export interface Page {
  readonly view: WorklistView;
  readonly etag: string | undefined;
}

function filters({ tab, priority, modality, bodyPart }: Query): Record<string, string> {
  const all = { tab, priority, modality, bodyPart };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
}

/**
 * One page of the worklist.
 *
 * @param known the page as it was; it comes back, the same object, where nothing changed
 * @throws ApiError
 */
export async function getPage(
  query: Query,
  offset: number,
  limit: number,
  known: Page | undefined,
  signal?: AbortSignal,
): Promise<Page> {
  const headers: Record<string, string> = known?.etag ? { 'if-none-match': known.etag } : {};
  const common = { ...(signal ? { signal } : {}) };
  const asked = { ...filters(query), limit, offset };
  const searching = query.text !== undefined && lettersMissing(query.text) === 0;
  const response = searching
    ? await ask('/api/worklist/search', {
        ...common,
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ ...asked, text: query.text }),
      })
    : await ask(
        `/api/worklist?${new URLSearchParams(Object.entries(asked).map(([key, value]): [string, string] => [key, String(value)]))}`,
        {
          ...common,
          headers,
        },
      );
  if (response.status === 304 && known) return known;
  return { view: (await response.json()) as WorklistView, etag: response.headers.get('etag') ?? undefined };
}
