import type { Priority } from '../../domain/kernel/priority';
import type { WorklistTab } from '../../domain/kernel/worklistTabs';
import { lettersMissing } from '../../domain/worklist/worklistSearch';
import type { WorklistSort } from '../../domain/worklist/worklistSorts';
import type { WorklistView } from '../../domain/worklist/worklistView';
import { type Answered, respond } from './routes';
import { serverNow } from './serverTime';

/** The part of the worklist that a person asked to see. */
export interface Query {
  readonly tab: WorklistTab;
  readonly priority?: Priority | undefined;
  readonly modality?: string | undefined;
  readonly bodyPart?: string | undefined;
  /** What stands for a folder. */
  readonly source?: string | undefined;
  /** Only what arrived in so many hours. */
  readonly hours?: number | undefined;
  /** Only what this person is reading, or reviewed. */
  readonly mine?: 'yes' | undefined;
  readonly sort?: WorklistSort | undefined;
  readonly order?: 'ascending' | 'descending' | undefined;
  /** Searched for once it is long enough; may name a patient, so it is never put into an address. */
  readonly text?: string | undefined;
}

export interface Page {
  readonly view: WorklistView;
  readonly etag: string | undefined;
}

/** To ten minutes, so that what is asked for every few seconds is the same. */
function sinceOf(hours: number | undefined): string | undefined {
  if (hours === undefined) return undefined;
  const step = 600_000;
  return new Date(Math.floor(serverNow() / step) * step - hours * 3_600_000).toISOString();
}

/**
 * One page of the worklist.
 *
 * @param known the page as it was; the same object is returned if nothing changed
 * @throws ApiError
 */
export async function getPage(
  query: Query,
  offset: number,
  limit: number,
  known: Page | undefined,
  signal?: AbortSignal,
): Promise<Page> {
  const { tab, priority, text, source, hours, mine, sort, order } = query;
  const modality = query.modality || undefined;
  const bodyPart = query.bodyPart || undefined;
  const receivedSince = sinceOf(hours);
  const filters = {
    tab,
    priority,
    modality,
    bodyPart,
    source,
    receivedSince,
    mine,
    sort,
    order,
    limit,
    offset,
  };
  const headers = known?.etag === undefined ? undefined : { 'if-none-match': known.etag };
  const common = { headers, signal };
  const response =
    text !== undefined && lettersMissing(text) === 0
      ? await respond('POST /api/worklist/search', { ...common, body: { ...filters, text } })
      : await respond('GET /api/worklist', { ...common, query: filters });
  if (response.status === 304 && known) return known;
  const view = (await response.json()) as Answered<'GET /api/worklist'>;
  return { view, etag: response.headers.get('etag') ?? undefined };
}
