import type { FeedbackLine } from '../domain/study/feedback/feedbackLine';
import type { ReviewedCounts } from '../domain/worklist/reviewedCounts';
import {
  type OrderedWorklist,
  orderWorklist,
  type ReviewedPage,
  type WorklistContents,
} from '../domain/worklist/worklistAnswer';
import type { WorklistQuery } from '../domain/worklist/worklistQuery';
import type { Clock } from '../operations/ports';

type Contents = WorklistContents & { readonly feedback: readonly FeedbackLine[] };

/** The worklist for frequent callers: reordered only when something was written or a place changes. */
export interface WorklistReader {
  /** @returns the worklist, and the time as of which it is current, by the server's clock */
  read(): Promise<{ worklist: OrderedWorklist; now: string }>;
  /** What a query finds among the reviewed studies, which are read from the storage. */
  reviewed(query: WorklistQuery): Promise<ReviewedPage>;
  /**
   * What studies say about the models, one after the other, from the storage.
   * @param since ISO time: of studies that were reviewed so much before that nothing of them counts, nothing is read
   */
  feedback(since: string | undefined): AsyncIterable<FeedbackLine>;
}

export interface WorklistReaderDeps {
  readonly contents: () => Promise<Contents>;
  readonly reviewedPage: (counts: ReviewedCounts, query: WorklistQuery, now: string) => Promise<ReviewedPage>;
  readonly reviewedFeedback: (
    counts: ReviewedCounts,
    since: string | undefined,
  ) => AsyncIterable<FeedbackLine>;
  readonly waitingCap: number;
  readonly now: Clock;
}

/** Pages that were asked for lately: whoever looks at one asks again every few seconds. */
const keptPages = 8;

export function createWorklistReader(deps: WorklistReaderDeps): WorklistReader {
  const { contents, reviewedPage, reviewedFeedback, waitingCap, now } = deps;
  let known: { of: Contents; from: number; worklist: OrderedWorklist } | undefined;
  let pages: { of: ReviewedCounts; byQuery: Map<string, Promise<ReviewedPage>> } | undefined;
  return {
    read: async () => {
      const of = await contents();
      const time = now();
      const at = Date.parse(time);
      if (known?.of !== of || at < known.from || at >= known.worklist.until)
        known = { of, from: at, worklist: orderWorklist(of, waitingCap, at) };
      return { worklist: known.worklist, now: time };
    },
    reviewed: async (query) => {
      const { reviewed } = await contents();
      if (pages?.of !== reviewed) pages = { of: reviewed, byQuery: new Map() };
      const { byQuery } = pages;
      const key = JSON.stringify(query);
      const page = byQuery.get(key) ?? reviewedPage(reviewed, query, now());
      byQuery.delete(key);
      byQuery.set(key, page);
      for (const old of [...byQuery.keys()].slice(0, -keptPages)) byQuery.delete(old);
      page.catch(() => byQuery.delete(key));
      return page;
    },
    feedback: async function* (since) {
      const { feedback, reviewed } = await contents();
      yield* feedback;
      yield* reviewedFeedback(reviewed, since);
    },
  };
}
