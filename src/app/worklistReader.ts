import type { FeedbackLine } from '../domain/study/feedbackLine';
import {
  type OrderedWorklist,
  orderWorklist,
  type WorklistContents,
} from '../domain/worklist/worklistAnswer';
import type { Clock } from '../operations/ports';

type Contents = WorklistContents & { readonly feedback: readonly FeedbackLine[] };

/** The worklist for frequent callers: reordered only when something was written or a place changes. */
export interface WorklistReader {
  /** @returns the worklist, and the time as of which it is current, by the server's clock */
  read(): Promise<{ worklist: OrderedWorklist; now: string }>;
  feedback(): Promise<readonly FeedbackLine[]>;
}

export interface WorklistReaderDeps {
  readonly contents: () => Promise<Contents>;
  readonly waitingCap: number;
  readonly now: Clock;
}

export function createWorklistReader({ contents, waitingCap, now }: WorklistReaderDeps): WorklistReader {
  let known: { of: Contents; from: number; worklist: OrderedWorklist } | undefined;
  return {
    read: async () => {
      const of = await contents();
      const time = now();
      const at = Date.parse(time);
      if (known?.of !== of || at < known.from || at >= known.worklist.until)
        known = { of, from: at, worklist: orderWorklist(of, waitingCap, at) };
      return { worklist: known.worklist, now: time };
    },
    feedback: async () => (await contents()).feedback,
  };
}
