import { isId } from '../../../domain/kernel/identifiers/ids';
import type { Macs } from '../../../domain/kernel/sealing/macs';
import {
  countKey,
  type IndexPartition,
  isIndexPartition,
  RowSeal,
  removedRow,
  type SealedRow,
} from '../../../domain/worklist/indexRow';
import { countsText, type DayCounts, withKey } from '../../../domain/worklist/reviewedCounts';
import { isReviewedMonth, type ReviewedMonth, studyOfKey } from '../../../domain/worklist/reviewedPlace';
import type { BlobTree } from '../blobTree';
import type { Fault } from '../fault';
import { type Derived, type DerivedRow, DerivedRows } from './derivedRows';

/** A row as the table has it: nothing is known of its content. */
export type FoundRow = Readonly<Record<keyof SealedRow, unknown>>;

/** The worklist's table of a site. An export has none. */
export interface IndexTable {
  all(): AsyncIterable<FoundRow>;
  /** The rows of a partition. */
  partition(partition: IndexPartition): AsyncIterable<FoundRow>;
  row(partition: IndexPartition, key: string): Promise<FoundRow | undefined>;
}

export interface RowVerification {
  /** Rows, without removed ones. */
  readonly rows: number;
  readonly faults: readonly Fault[];
}

/**
 * Compares the worklist's table with the records that it is derived from. The site may be at work: a record
 * is written before its row, and a process may be stopped between the two, so what seems wrong is looked at
 * again, and a row may be late.
 *
 * @param macs the site's; undefined: any row is taken for the app's own, and only its line is compared
 * @param now in milliseconds
 */
export async function verifyRows(
  tree: BlobTree,
  table: IndexTable,
  macs: Macs | undefined,
  now: number,
): Promise<RowVerification> {
  const seal = new RowSeal(macs);
  const derived = new DerivedRows(tree, now);
  const listed = new Map<string, FoundRow>();
  for await (const row of table.all())
    if (isIndexPartition(row.partitionKey)) listed.set(`${row.partitionKey}/${row.rowKey}`, row);
  const months = new Set(
    [...listed.values()].map(({ partitionKey }) => partitionKey).filter(isReviewedMonth),
  );
  const places = new Set([...listed.keys()].filter((place) => !place.endsWith(`/${countKey}`)));
  for await (const place of derived.places()) places.add(place);

  const faults: Fault[] = [];
  for (const place of places) {
    const partition = place.slice(0, place.indexOf('/')) as IndexPartition;
    const key = place.slice(partition.length + 1);
    const isKey = isReviewedMonth(partition) ? studyOfKey(key) !== undefined : isId(key);
    const judge = async (found: FoundRow | undefined) =>
      isKey ? judged(seal, found, await derived.row(partition, key)) : 'row-without-record';
    if ((await judge(listed.get(place))) === undefined) continue;
    // The row before its record: whatever the row says, the record said by then.
    const code = await judge(await table.row(partition, key));
    if (code !== undefined) faults.push({ code, where: `worklist/${isKey ? place : partition}` });
  }
  for (const month of months) {
    const code = await countFault(table, seal, month);
    if (code !== undefined) faults.push({ code, where: `worklist/${month}/${countKey}` });
  }
  const rows = [...listed.values()].filter(({ line }) => line !== '').length;
  return { rows, faults };
}

/** @param derived `unknown` if the record cannot be read, which is a fault of its own */
async function judged(
  seal: RowSeal,
  found: FoundRow | undefined,
  derived: Derived,
): Promise<Fault['code'] | undefined> {
  if (found !== undefined && !seal.isGenuine(found)) return 'row-changed';
  const line = found?.line ?? '';
  const isSame = (column: 'line' | 'feedback') =>
    (found?.[column] ?? '') === (derived as DerivedRow).row[column];
  if (derived === 'unknown' || (derived ? isSame('line') && isSame('feedback') : line === ''))
    return undefined;
  if (derived === undefined) return 'row-without-record';
  const { row, isDue } = derived;
  const revision = Number(found?.revision);
  if (line !== '' && row !== removedRow && revision > row.revision) return 'row-ahead';
  if (line !== '' && row.line !== '' && revision === row.revision) return 'row-changed';
  if (!(await isDue(String(line)))) return undefined;
  if (line === '') return 'row-missing';
  return row === removedRow ? 'row-without-record' : 'row-behind';
}

/** Studies come and go while a month is read, so a count that seems wrong is looked at again. */
const countTries = 3;

/** Whether the count of a month is what its lines say. */
async function countFault(
  table: IndexTable,
  seal: RowSeal,
  month: ReviewedMonth,
): Promise<Fault['code'] | undefined> {
  let code: Fault['code'] | undefined;
  for (let attempt = 0; attempt < countTries; attempt += 1) {
    let counts: DayCounts = {};
    let found: FoundRow | undefined;
    for await (const row of table.partition(month)) {
      const key = String(row.rowKey);
      if (key === countKey) found = row;
      else if (studyOfKey(key) !== undefined && seal.isGenuine(row)) counts = withKey(counts, key, 1);
    }
    if (found !== undefined && !seal.isGenuine(found)) return 'row-changed';
    if ((found?.line ?? '{}') === countsText(counts)) return undefined;
    code = found === undefined ? 'row-missing' : 'row-behind';
  }
  return code;
}
