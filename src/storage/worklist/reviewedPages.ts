import { type FeedbackLine, feedbackLineSchema } from '../../domain/study/feedback/feedbackLine';
import { unreadableLine } from '../../domain/worklist/lineToLookAt';
import { type ReviewedCounts, totalOf } from '../../domain/worklist/reviewedCounts';
import { monthOf, type ReviewedMonth, studyOfKey } from '../../domain/worklist/reviewedPlace';
import { type WorklistStudy, worklistStudySchema } from '../../domain/worklist/worklist';
import {
  facetsOf,
  isFiltered,
  type ReviewedPage,
  reviewedFilter,
} from '../../domain/worklist/worklistAnswer';
import type { WorklistQuery } from '../../domain/worklist/worklistQuery';
import type { ReviewedLine, ReviewedRows } from './reviewedRows';
import type { FoundRow } from './sealedTable';

/** So many lines are looked through for a filter or a text. Older ones are found by looking further. */
const mostLookedThrough = 10_000;

/** A review of a month can have been told of, and arrived, in the month before. */
const earlierMonths = 1;

type Mend = (partition: ReviewedMonth, key: string) => Promise<FoundRow | undefined>;

/** Reads reviewed studies in pages. */
export class ReviewedPages {
  /** @param mend makes a row anew from its record; undefined if it has none any more at that place */
  constructor(
    private readonly rows: ReviewedRows,
    private readonly mend: Mend,
  ) {}

  /** @param now ISO time */
  page(counts: ReviewedCounts, query: WorklistQuery, now: string): Promise<ReviewedPage> {
    return isFiltered(query) ? this.#found(counts, query, now) : this.#plain(counts, query);
  }

  async #plain(counts: ReviewedCounts, { offset, limit }: WorklistQuery): Promise<ReviewedPage> {
    const studies: WorklistStudy[] = [];
    const total = totalOf(counts);
    if (offset < total)
      for await (const row of this.rows.lines(counts, offset, limit)) {
        const study = await this.#study(row);
        if (study) studies.push(study);
        if (studies.length >= limit) break;
      }
    return { studies, total, facets: facetsOf(studies) };
  }

  async #found(counts: ReviewedCounts, query: WorklistQuery, now: string): Promise<ReviewedPage> {
    const { offset, limit, reviewedBefore } = query;
    const passes = reviewedFilter(query, Date.parse(now));
    const looked: WorklistStudy[] = [];
    const lines =
      reviewedBefore === undefined
        ? this.rows.lines(counts, 0)
        : this.rows.linesUntil(counts, new Date(Date.parse(reviewedBefore) - 1).toISOString());
    let lookedSince: string | undefined;
    for await (const row of lines) {
      if (looked.length >= mostLookedThrough) {
        lookedSince = looked.at(-1)?.reviewedAt;
        break;
      }
      const study = await this.#study(row);
      if (study) looked.push(study);
    }
    const found = looked.filter(passes);
    return {
      studies: found.slice(offset, offset + limit),
      total: found.length,
      facets: facetsOf(looked),
      ...(lookedSince === undefined ? {} : { lookedSince }),
    };
  }

  /** @param since ISO time */
  async *feedback(counts: ReviewedCounts, since: string | undefined): AsyncGenerator<FeedbackLine> {
    const first = since === undefined ? '' : monthBefore(since, earlierMonths);
    const months = new Map([...counts].filter(([month]) => month >= first));
    for await (const row of this.rows.lines(months, 0)) {
      const right = row.isGenuine ? row : await this.#mended(row);
      const line = right && feedbackIn(right);
      if (line) yield line;
    }
  }

  /** Undefined if the line is not the app's and no study belongs there. */
  async #study(row: ReviewedLine): Promise<WorklistStudy | undefined> {
    const known = row.isGenuine ? studyIn(row) : undefined;
    if (known) return known;
    const mended = await this.#mended(row);
    if (mended === undefined && !row.isGenuine) return undefined;
    const study = mended && studyIn(mended);
    return (
      study ?? { ...unreadableLine(studyOfKey(row.key) ?? '', new Date().toISOString()), state: 'reviewed' }
    );
  }

  async #mended({ partition, key }: ReviewedLine): Promise<FoundRow | undefined> {
    return this.mend(partition, key).catch(() => undefined);
  }
}

function studyIn({ line }: FoundRow): WorklistStudy | undefined {
  try {
    return worklistStudySchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}

function feedbackIn({ feedback }: FoundRow): FeedbackLine | undefined {
  try {
    return feedback === '' ? undefined : feedbackLineSchema.parse(JSON.parse(feedback));
  } catch {
    return undefined;
  }
}

function monthBefore(at: string, months: number): ReviewedMonth {
  const day = new Date(at);
  return monthOf(new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() - months, 1)).toISOString());
}
