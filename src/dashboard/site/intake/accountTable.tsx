import { useState } from 'preact/hooks';
import type { BalanceRow } from '../../../domain/accounting/balance';
import { type Balance, columnOfState, totalOf } from '../../../domain/accounting/columns';
import { type FileState, fileStates } from '../../../domain/accounting/fileStates';
import { texts, words } from '../../language/language';
import { type Column, Pager, Table } from '../../parts/table';
import { type AccountRow, accountRows, type Span, usedColumns } from './accountRows';
import type { FilesQuery } from './calls';

interface AccountTableProps {
  readonly rows: readonly BalanceRow[];
  readonly by: Span;
  /** Absent for those who may not see what files are called. */
  readonly onOpen: ((query: FilesQuery & { readonly title: string }) => void) | undefined;
}

const limit = 100;

/** The states that a column counts; of `received` all. */
function statesOf(column: keyof Balance): FileState[] | undefined {
  return column === 'received' ? undefined : fileStates.filter((state) => columnOfState[state] === column);
}

/** As a title: the words themselves go into sentences. */
function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

/** Its time and source. */
function nameOf({ title, source }: AccountRow): string {
  return [title, source].filter(Boolean).join(words.listSeparator);
}

/** By hour or day and source: received, and what became of it. A number opens its files. */
export function AccountTable({ rows, by, onOpen }: AccountTableProps) {
  const [offset, setOffset] = useState(0);
  const total = totalOf(rows);
  const all = accountRows(rows, by);
  const hours = rows.map(({ hour }) => hour).sort();
  const sum: AccountRow = {
    key: 'sum',
    title: texts.site.intake.sum,
    source: '',
    since: hours[0] ?? '',
    until: hours.at(-1) ?? '',
    ...total,
  };
  const sources = new Set(rows.map(({ source }) => source));
  const open = (row: AccountRow, column: keyof Balance) => {
    const isOneSource = row.key !== 'sum' || sources.size === 1;
    const states = statesOf(column);
    const source = row.key === 'sum' ? rows[0]?.source : row.source;
    onOpen?.({
      since: row.since,
      until: row.until,
      ...(isOneSource && source !== undefined ? { source } : {}),
      ...(states === undefined ? {} : { states }),
      title: texts.site.intake.cell(nameOf(row), words.balance[column]),
    });
  };
  const columns: Column<AccountRow>[] = [
    { title: by === 'hour' ? texts.site.intake.hour : texts.site.intake.day, cell: ({ title }) => title },
    {
      title: texts.site.source,
      cell: ({ key, source }) => (key === 'sum' ? texts.parts.all : source || texts.site.noFolder),
    },
    ...usedColumns(total).map((column) => ({
      title: capitalised(words.balance[column]),
      isNumber: true,
      cell: (row: AccountRow) => <Count row={row} column={column} onOpen={onOpen && open} />,
    })),
  ];
  return (
    <>
      <Table
        caption={texts.site.intake.caption}
        columns={columns}
        rows={[sum, ...all.slice(offset, offset + limit)]}
        keyOf={({ key }) => key}
      />
      <Pager offset={offset} limit={limit} total={all.length} onOffset={setOffset} />
    </>
  );
}

interface CountProps {
  readonly row: AccountRow;
  readonly column: keyof Balance;
  readonly onOpen: ((row: AccountRow, column: keyof Balance) => void) | undefined;
}

function Count({ row, column, onOpen }: CountProps) {
  const files = row[column];
  if (files === 0) return <span class="sub">0</span>;
  // What was erased has no name.
  if (onOpen === undefined || column === 'erased') return <>{files}</>;
  const label = texts.site.intake.count(files, words.balance[column], nameOf(row));
  return (
    <button type="button" class="link" aria-label={label} onClick={() => onOpen(row, column)}>
      {files}
    </button>
  );
}
