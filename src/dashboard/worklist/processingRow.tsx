import type { ProcessingLine } from '../../domain/worklist/worklistView';
import { words } from '../language/language';
import { Since } from '../parts/time';
import type { RowProps } from './rowProps';

/** A file that has arrived and has no outcome yet. */
export function ProcessingRow({ line, row }: { readonly line: ProcessingLine; readonly row: RowProps }) {
  return (
    <tr
      class={`line ${row.selected ? 'selected' : ''}`}
      aria-rowindex={row.index + 2}
      data-line={line.arrivalId}
      tabIndex={-1}
      style={{ height: `${row.height}px` }}
    >
      <td>
        <code title={line.arrivalId}>{line.arrivalId.slice(0, 12)}</code>
      </td>
      <td>
        <Since at={line.receivedAt} words={words.values.duration} />
      </td>
    </tr>
  );
}
