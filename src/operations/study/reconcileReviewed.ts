import type { IndexPartition } from '../../domain/worklist/indexRow';
import type { ReviewedMonth } from '../../domain/worklist/reviewedPlace';
import { studyOfKey } from '../../domain/worklist/reviewedPlace';
import type { RowFinding } from '../../domain/worklist/rowFinding';
import type { Clock } from '../ports';

interface Part {
  readonly month: ReviewedMonth;
  readonly lines: readonly { readonly key: string; readonly isGenuine: boolean }[];
  readonly days: readonly { readonly day: string; readonly lines: number; readonly counted: number }[];
  readonly next: string;
}

export interface ReconcileReviewedDeps {
  readonly worklist: {
    /** Some lines of one month. Undefined if no study was reviewed */
    reviewedPart(from: string): Promise<Part | undefined>;
    /** Counts the lines of a month anew. */
    recountMonth(month: ReviewedMonth): Promise<void>;
  };
  /** Makes the lines of a study anew from its record. @returns what was wrong with them */
  readonly renew: (partition: IndexPartition, key: string) => Promise<RowFinding | undefined>;
  readonly now: Clock;
  readonly logWarning: (message: string) => void;
  readonly logError: (message: string) => void;
}

/**
 * Compares some lines of reviewed studies in each run: those that the app did not write, and one of the others, with
 * their records; and how many lines there are, with what is counted.
 */
export function createReconcileReviewed(deps: ReconcileReviewedDeps) {
  const { worklist, renew, now, logWarning, logError } = deps;

  async function compareLines({ month, lines }: Part): Promise<void> {
    const one = lines[Date.parse(now()) % lines.length];
    for (const line of lines)
      if (studyOfKey(line.key) !== undefined && (!line.isGenuine || line === one)) {
        const finding = await renew(month, line.key);
        if (finding !== undefined) logWarning(`a line of ${month} was ${finding}, and was made anew`);
      }
  }

  async function compareCounts({ month, days }: Part): Promise<void> {
    const missing = days.filter(({ lines, counted }) => lines < counted);
    const uncounted = days.filter(({ lines, counted }) => lines > counted);
    for (const { day, lines, counted } of missing)
      logError(
        `${counted - lines} studies that were reviewed on ${day} are counted and not listed: somebody removed their lines from the worklist's table. "triage worklist rebuild" makes them anew.`,
      );
    if (uncounted.length === 0 || missing.length > 0) return;
    await worklist.recountMonth(month);
    logWarning(`the reviewed studies of ${month} were counted anew`);
  }

  /** @param from where the last run ended. @returns the same of this run */
  return async (from: string): Promise<string> => {
    const part = await worklist.reviewedPart(from);
    if (part === undefined) return '';
    // Lines that the app did not write are removed, and were never counted.
    const isClean = part.lines.every(({ isGenuine }) => isGenuine);
    await compareLines(part);
    if (isClean) await compareCounts(part);
    return part.next;
  };
}
