import type { BalanceRow } from '../../../domain/accounting/balance';
import { totalOf } from '../../../domain/accounting/columns';
import { texts } from '../../language/language';
import { type Column, Table } from '../../parts/table';
import { localTime } from '../../parts/time';
import type { Source } from './calls';

interface SourcesTableProps {
  /** Of the last week. */
  readonly sources: readonly Source[];
  readonly rows: readonly BalanceRow[];
}

type Row = Source & { readonly received: number };

const columns = (): readonly Column<Row>[] => [
  { title: texts.site.source, cell: ({ source }) => <b>{source || texts.site.noFolder}</b> },
  { title: texts.site.intake.lastFile, cell: ({ lastHour }) => localTime(`${lastHour}:00:00Z`) },
  { title: texts.site.intake.usual, isNumber: true, cell: ({ usual }) => usual },
  { title: texts.site.intake.receivedFiles, isNumber: true, cell: ({ received }) => received },
  {
    title: texts.site.intake.state,
    cell: ({ silent }) =>
      silent ? <span class="tag caution">{texts.site.intake.silent}</span> : texts.site.intake.sends,
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
    <section class="card" aria-label={texts.site.intake.sources}>
      <h2>{texts.site.intake.sourcesOfWeek}</h2>
      <Table
        caption={texts.site.intake.sources}
        columns={columns()}
        rows={known}
        keyOf={({ source }) => source}
      />
    </section>
  );
}
