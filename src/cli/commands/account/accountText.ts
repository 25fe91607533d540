import Table from 'cli-table3';
import type { AccountingView } from '../../../domain/accounting/accountingView';
import { type Balance, balanceOrder, totalOf } from '../../../domain/accounting/columns';
import { dayOf } from '../../../domain/accounting/hours';
import { texts, words } from '../../language/language';
import { printable } from '../../terminal/printable';

const numbers = (balance: Balance) => balanceOrder.map((column) => balance[column]);

/** A line for each day and source, and the sum. */
export function accountTable({ since, rows, total, silent }: AccountingView): string {
  const said = texts.files.account;
  const table = new Table({
    head: [said.day, said.source, ...balanceOrder.map((column) => words.balance[column])],
    style: { head: [], border: [] },
  });
  const days = Map.groupBy(rows, ({ hour, source }) => JSON.stringify([dayOf(hour), source]));
  for (const group of days.values()) {
    const [{ hour, source }] = group as [(typeof group)[number]];
    table.push([dayOf(hour), printable(source), ...numbers(totalOf(group))]);
  }
  table.push([said.all, '', ...numbers(total)]);
  const warnings = silent.map(
    ({ source, lastHour, usual }) =>
      `${said.silent(source === '' ? texts.files.status.noFolder : printable(source), lastHour, usual)}\n`,
  );
  return `${said.title(since)}\n${table.toString()}\n${warnings.join('')}`;
}
