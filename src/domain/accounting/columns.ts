import type { FileState } from './fileStates';

export const balanceOrder = [
  'received',
  'analysed',
  'notAnalysed',
  'quarantined',
  'unpacked',
  'index',
  'superseded',
  'erased',
  'inProgress',
] as const;

/** What became of files, as counts: `received` is the sum of all others. */
export type Balance = Record<(typeof balanceOrder)[number], number>;

/** The column of each state. */
export const columnOfState = {
  received: 'inProgress',
  analysed: 'analysed',
  'not-analysed': 'notAnalysed',
  quarantined: 'quarantined',
  unpacked: 'unpacked',
  index: 'index',
  superseded: 'superseded',
  erased: 'erased',
} as const satisfies Record<FileState, keyof Balance>;

export function balanceOf(counts: Iterable<{ readonly state: FileState; readonly files: number }>): Balance {
  const balance = Object.fromEntries(balanceOrder.map((column) => [column, 0])) as Record<
    keyof Balance,
    number
  >;
  for (const { state, files } of counts) {
    balance.received += files;
    balance[columnOfState[state]] += files;
  }
  return balance;
}

/** Every column over all rows. */
export function totalOf(rows: readonly Balance[]): Balance {
  const total = balanceOf([]);
  for (const row of rows) for (const column of balanceOrder) total[column] += row[column];
  return total;
}
