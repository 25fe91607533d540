import { isId } from '../../domain/kernel/ids';
import type { Macs } from '../../domain/kernel/macs';
import {
  type IndexPartition,
  indexPartitions,
  RowSeal,
  removedRow,
  type SealedRow,
} from '../../domain/worklist/indexRow';
import type { BlobTree } from './blobTree';
import { type Derived, DerivedRows } from './derivedRows';
import type { Fault } from './fault';

/** A row as the table has it: nothing is known of its content. */
export type FoundRow = Readonly<Record<keyof SealedRow, unknown>>;

/** The worklist's table of a site. An export has none. */
export interface IndexTable {
  all(): AsyncIterable<FoundRow>;
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
  const places = new Set(listed.keys());
  for await (const place of derived.places()) places.add(place);

  const faults: Fault[] = [];
  for (const place of places) {
    const partition = place.slice(0, place.indexOf('/')) as IndexPartition;
    const key = place.slice(partition.length + 1);
    const judge = async (found: FoundRow | undefined) =>
      isId(key) ? judged(seal, found, await derived.row(partition, key)) : 'row-without-record';
    if ((await judge(listed.get(place))) === undefined) continue;
    // The row before its record: whatever the row says, the record said by then.
    const code = await judge(await table.row(partition, key));
    if (code !== undefined) faults.push({ code, where: `worklist/${isId(key) ? place : partition}` });
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
  if (derived === 'unknown' || line === (derived?.row.line ?? '')) return undefined;
  if (derived === undefined) return 'row-without-record';
  const { row, isDue } = derived;
  const revision = Number(found?.revision);
  if (line !== '' && row !== removedRow && revision > row.revision) return 'row-ahead';
  if (line !== '' && row.line !== '' && revision === row.revision) return 'row-changed';
  if (!(await isDue(String(line)))) return undefined;
  if (line === '') return 'row-missing';
  return row.line === '' ? 'row-without-record' : 'row-behind';
}

function isIndexPartition(value: unknown): value is IndexPartition {
  return indexPartitions.some((partition) => partition === value);
}
