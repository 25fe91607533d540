import { urgentKindOf } from '../../../domain/worklist/urgentLine';
import type { WorklistLine, WorklistView } from '../../../domain/worklist/worklistView';
import { type Answered, call } from '../../api/routes';
import { serverNow } from '../../api/serverTime';

export type Closed = Answered<'POST /api/closings'>;

/** Which of the studies that await review. */
export interface Filter {
  readonly priority?: string | undefined;
  readonly modality?: string | undefined;
  readonly bodyPart?: string | undefined;
  /** What stands for a folder. */
  readonly source?: string | undefined;
  /** Waiting for more than so many days. */
  readonly days?: string | undefined;
}

const dayMs = 86_400_000;

function queryOf({ days, ...filter }: Filter) {
  const receivedBefore =
    days === undefined ? undefined : new Date(serverNow() - Number(days) * dayMs).toISOString();
  return { tab: 'awaiting', ...filter, receivedBefore } as const;
}

export const getAwaiting = (filter: Filter, offset: number, limit: number): Promise<WorklistView> =>
  call('GET /api/worklist', { query: { ...queryOf(filter), offset, limit } });

const linesAtOnce = 1000;

/** Every study that the filter finds. */
export async function getAllAwaiting(filter: Filter): Promise<WorklistLine[]> {
  const query = queryOf(filter);
  const lines = new Map<string, WorklistLine>();
  for (let offset = 0; ; offset += linesAtOnce) {
    const view = await call('GET /api/worklist', { query: { ...query, offset, limit: linesAtOnce } });
    for (const line of view.studies) lines.set(line.studyId, line);
    if (offset + linesAtOnce >= view.total) return [...lines.values()];
  }
}

/** As many as a request may have. */
const closedAtOnce = 50;

/**
 * Closes studies as they were seen, some at a time. Urgent ones among them were confirmed.
 *
 * @param onProgress how many are done so far
 * @throws ApiError; what was closed until then stays closed
 */
export async function closeAll(
  lines: readonly WorklistLine[],
  reason: string,
  onProgress: (studies: number) => void,
): Promise<Closed> {
  const all: Closed = { done: [], not: [] };
  const closingId = crypto.randomUUID();
  for (let at = 0; at < lines.length; at += closedAtOnce) {
    const studies = lines.slice(at, at + closedAtOnce).map((line) => ({
      studyId: line.studyId,
      revision: line.revision,
      evenIfUrgent: urgentKindOf(line) !== undefined,
    }));
    const { done, not } = await call('POST /api/closings', { body: { closingId, reason, studies } });
    all.done.push(...done);
    all.not.push(...not);
    onProgress(all.done.length + all.not.length);
  }
  return all;
}
