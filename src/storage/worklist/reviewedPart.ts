import { countKey } from '../../domain/worklist/indexRow';
import { type DayCounts, dayCountsSchema } from '../../domain/worklist/reviewedCounts';
import {
  dayOfKey,
  isReviewedMonth,
  keyFromDay,
  type ReviewedMonth,
} from '../../domain/worklist/reviewedPlace';
import type { FoundRow, SealedTable } from './sealedTable';

/** Some of the lines of reviewed studies, and what the counts say of their days. */
export interface ReviewedPart {
  readonly month: ReviewedMonth;
  readonly lines: readonly FoundRow[];
  /** Days that all lines are here of, and whose count did not change meanwhile: how many there are, and are counted. */
  readonly days: readonly { readonly day: string; readonly lines: number; readonly counted: number }[];
  /** Where the next part begins; empty: with the first month. */
  readonly next: string;
}

/** So many lines, and at least a whole day. */
const linesInPart = 500;
/** The largest that a table gives: a busy day has thousands of lines. */
const page = 1000;
const firstKey = '0';
const afterLastKey = ':';

/**
 * Some lines of one month.
 *
 * @param from where it begins, as `next` of the part before
 * @param most after so many lines it ends with the day
 * @returns undefined if no study was reviewed
 */
export async function reviewedPart(
  table: SealedTable,
  from: string,
  most = linesInPart,
): Promise<ReviewedPart | undefined> {
  const [named, key = firstKey] = from.split('/');
  const month = isReviewedMonth(named) ? named : await monthAfter(table, 'reviewed-');
  if (month === undefined) return undefined;
  const before = await countsOf(table, month);
  const { lines, isEnd } = await firstDays(table, month, key, most);
  const after = await countsOf(table, month);
  const byDay = Map.groupBy(lines, (line) => dayOfKey(line.key));
  const last = isEnd ? undefined : [...byDay.keys()].at(-1);
  const counted = [...new Set([...Object.keys(before), ...byDay.keys()])];
  const days = counted
    .filter((day) => keyFromDay(day) >= key && (last === undefined || day > last))
    .filter((day) => before[day] === after[day])
    .map((day) => ({ day, lines: byDay.get(day)?.length ?? 0, counted: before[day] ?? 0 }));
  const next = last === undefined ? await monthAfter(table, month) : `${month}/${keyFromDay(last)}`;
  return { month, lines, days, next: next ?? '' };
}

/** So many lines, or more, until at least one day is whole. */
async function firstDays(table: SealedTable, month: ReviewedMonth, from: string, most: number) {
  const lines: FoundRow[] = [];
  for await (const row of table.rows(month, { from, before: afterLastKey, pageSize: page })) {
    const isWhole = lines[0] !== undefined && dayOfKey(lines[0].key) !== dayOfKey(row.key);
    if (isWhole && lines.length >= most) return { lines: [...lines, row], isEnd: false };
    lines.push(row);
  }
  return { lines, isEnd: true };
}

/** Nothing if the row is not the app's: whoever reads the counts makes them anew. */
async function countsOf(table: SealedTable, month: ReviewedMonth): Promise<DayCounts> {
  const row = await table.row({ partition: month, key: countKey });
  return row?.isGenuine ? dayCountsSchema.parse(JSON.parse(row.line)) : {};
}

async function monthAfter(table: SealedTable, partition: string): Promise<ReviewedMonth | undefined> {
  const filter = `PartitionKey gt '${partition}' and PartitionKey lt 'reviewed.'`;
  const pages = table.client.listEntities({ queryOptions: { filter } }).byPage({ maxPageSize: 1 });
  for await (const page of pages)
    for (const { partitionKey } of page) if (isReviewedMonth(partitionKey)) return partitionKey;
  return undefined;
}
