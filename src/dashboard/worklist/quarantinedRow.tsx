import type { WorklistRefusal } from '../../domain/worklist/worklist';
import { words } from '../language/language';
import { Since } from '../parts/time';
import type { RowProps } from './rowProps';

/** A file that could not be read. Nobody has looked at its content; it is kept. */
export function QuarantinedRow({ line, row }: { readonly line: WorklistRefusal; readonly row: RowProps }) {
  const { meaning, remedy } = words.refusals[line.reason];
  const left = line.superseded ? words.worklist.superseded : line.dismissed && words.worklist.dismissed;
  return (
    <tr
      class={`line ${row.selected ? 'selected' : ''} ${row.fresh ? 'fresh' : ''}`}
      aria-rowindex={row.index + 2}
      data-line={line.arrivalId}
      tabIndex={-1}
      style={{ height: `${row.height}px` }}
    >
      <td class="cell-reason">
        {meaning} <span class="sub">{line.reason}</span>
      </td>
      <td class="cell-remedy">{left || remedy}</td>
      <td>
        <Since at={line.quarantinedAt} words={words.worklist.ago} />
      </td>
      <td>
        <code title={line.arrivalId}>{line.arrivalId.slice(0, 12)}</code>
      </td>
    </tr>
  );
}
