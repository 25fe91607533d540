import Table from 'cli-table3';
import type { AccountingView } from '../../../domain/accounting/accountingView';
import { type Balance, balanceOrder, totalOf } from '../../../domain/accounting/balance';
import { dayOf } from '../../../domain/accounting/ledger';
import { csvCell } from '../../../domain/words/csvCell';
import { printable } from '../../terminal/printable';

const titles: Readonly<Record<keyof Balance, string>> = {
  received: 'received',
  analysed: 'analysed',
  notAnalysed: 'not analysed',
  quarantined: 'quarantined',
  unpacked: 'unpacked',
  index: 'index',
  superseded: 'superseded',
  erased: 'erased',
  inProgress: 'in progress',
};

const numbers = (balance: Balance) => balanceOrder.map((column) => balance[column]);

/** A line for each day and source, and the sum. */
export function accountTable({ since, rows, total, silent }: AccountingView): string {
  const table = new Table({
    head: ['day', 'source', ...balanceOrder.map((column) => titles[column])],
    style: { head: [], border: [] },
  });
  const days = Map.groupBy(rows, ({ hour, source }) => JSON.stringify([dayOf(hour), source]));
  for (const group of days.values()) {
    const [{ hour, source }] = group as [(typeof group)[number]];
    table.push([dayOf(hour), printable(source), ...numbers(totalOf(group))]);
  }
  table.push(['all', '', ...numbers(total)]);
  const warnings = silent.map(
    ({ source, lastHour, usual }) =>
      `Silent: ${source === '' ? 'files without a folder' : printable(source)}. The last file came in the hour from ${lastHour}:00; about ${usual} would have been usual since.\n`,
  );
  return `Received since ${since}:00 UTC\n${table.toString()}\n${warnings.join('')}`;
}

/** A line for each hour and source, the latest first. */
export function accountCsv({ rows }: AccountingView): string {
  const lines = rows.map((row) => [`${row.hour}:00Z`, row.source, ...numbers(row)]);
  const head = ['hour', 'source', ...balanceOrder.map((column) => titles[column])];
  return [head, ...lines, []].map((line) => line.map(csvCell).join(',')).join('\r\n');
}
