import Table from 'cli-table3';
import type { AccountingView } from '../../../domain/accounting/accountingView';
import { type Balance, balanceOrder, totalOf } from '../../../domain/accounting/columns';
import { dayOf } from '../../../domain/accounting/hours';
import { balanceTitles } from '../../../domain/words/balanceTitles';
import { printable } from '../../terminal/printable';

const numbers = (balance: Balance) => balanceOrder.map((column) => balance[column]);

/** A line for each day and source, and the sum. */
export function accountTable({ since, rows, total, silent }: AccountingView): string {
  const table = new Table({
    head: ['day', 'source', ...balanceOrder.map((column) => balanceTitles[column])],
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
