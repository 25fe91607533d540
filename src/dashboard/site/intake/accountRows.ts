import type { BalanceRow } from '../../../domain/accounting/balance';
import { type Balance, balanceOrder, totalOf } from '../../../domain/accounting/columns';
import { localDay, localTime } from '../../parts/time';

/** What became of the files of one source and hour, or day, of the reader's clock. */
export interface AccountRow extends Balance {
  readonly key: string;
  /** In local time. */
  readonly title: string;
  readonly source: string;
  /** Hours (UTC) that it sums up, both included. */
  readonly since: string;
  readonly until: string;
}

export type Span = 'hour' | 'day';

/** Local date and hour, or date, of an hour in UTC. */
function titleOf(hour: string, by: Span): string {
  const at = `${hour}:00:00Z`;
  return by === 'hour' ? localTime(at) : localDay(at);
}

/** Sums up by local hour or day; the latest first. */
export function accountRows(rows: readonly BalanceRow[], by: Span): AccountRow[] {
  const groups = Map.groupBy(rows, ({ hour, source }) => JSON.stringify([titleOf(hour, by), source]));
  return [...groups].map(([key, group]) => {
    const hours = group.map(({ hour }) => hour).sort();
    const [since = '', until = ''] = [hours[0], hours.at(-1)];
    return {
      key,
      title: titleOf(since, by),
      source: group[0]?.source ?? '',
      since,
      until,
      ...totalOf(group),
    };
  });
}

/** The columns that some row has, so that every row still adds up. `received` and `quarantined` always stand. */
export function usedColumns(total: Balance): (keyof Balance)[] {
  const always: readonly (keyof Balance)[] = [
    'received',
    'analysed',
    'notAnalysed',
    'quarantined',
    'inProgress',
  ];
  return balanceOrder.filter((column) => total[column] > 0 || always.includes(column));
}
