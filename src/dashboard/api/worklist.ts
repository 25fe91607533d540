import type { Priority } from '../../domain/kernel/priority';
import type { WorklistTab } from '../../domain/kernel/worklistTabs';
import { lettersMissing } from '../../domain/worklist/worklistSearch';
import type { WorklistView } from '../../domain/worklist/worklistView';
import { type Answered, respond } from './routes';

/** The part of the worklist that a person asked to see. */
export interface Query {
  readonly tab: WorklistTab;
  readonly priority?: Priority | undefined;
  readonly modality?: string | undefined;
  readonly bodyPart?: string | undefined;
  /** Searched for once it is long enough; may name a patient, so it is never put into an address. */
  readonly text?: string | undefined;
}

export interface Page {
  readonly view: WorklistView;
  readonly etag: string | undefined;
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
  const { tab, priority, text } = query;
  const modality = query.modality || undefined;
  const bodyPart = query.bodyPart || undefined;
  const filters = { tab, priority, modality, bodyPart, limit, offset };
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
