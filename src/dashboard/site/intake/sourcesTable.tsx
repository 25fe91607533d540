import type { BalanceRow } from '../../../domain/accounting/balance';
import { totalOf } from '../../../domain/accounting/columns';
import { type Column, Table } from '../../parts/table';
import { localTime } from '../../parts/time';
import type { Source } from './calls';

interface SourcesTableProps {
  /** Of the last week. */
  readonly sources: readonly Source[];
  readonly rows: readonly BalanceRow[];
}

type Row = Source & { readonly received: number };

const columns: readonly Column<Row>[] = [
  { title: 'Source', cell: ({ source }) => <b>{source || 'no folder'}</b> },
  { title: 'Last file in the hour from', cell: ({ lastHour }) => localTime(`${lastHour}:00:00Z`) },
  { title: 'Usual since then', isNumber: true, cell: ({ usual }) => usual },
  { title: 'Received', isNumber: true, cell: ({ received }) => received },
  {
    title: 'State',
    cell: ({ silent }) => (silent ? <span class="tag caution">silent</span> : 'sends as usual'),
  },
];

/** When each source last sent something, and which fell silent. */
export function SourcesTable({ sources, rows }: SourcesTableProps) {
  if (sources.length === 0) return null;
  const bySource = Map.groupBy(rows, ({ source }) => source);
  const known = sources.map((one) => ({
    ...one,
    received: totalOf(bySource.get(one.source) ?? []).received,
  }));
  return (
    <section class="card" aria-label="Sources">
      <h2>Sources of the last week</h2>
      <Table caption="Sources" columns={columns} rows={known} keyOf={({ source }) => source} />
    </section>
  );
}
