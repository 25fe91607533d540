import type { BalanceRow } from '../accounting/balance';
import { balanceOrder } from '../accounting/columns';
import { balanceTitles } from './balanceTitles';
import { csvCell } from './csvCell';

/** A line for each hour (UTC) and source, the latest first. */
export function accountCsv(rows: readonly BalanceRow[]): string {
  const lines = rows.map((row) => [
    `${row.hour}:00Z`,
    row.source,
    ...balanceOrder.map((column) => row[column]),
  ]);
  const head = ['hour', 'source', ...balanceOrder.map((column) => balanceTitles[column])];
  return [head, ...lines, []].map((line) => line.map(csvCell).join(',')).join('\r\n');
}
