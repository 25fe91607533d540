import type { ComponentChildren } from 'preact';
import { texts } from '../language/language';

export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => ComponentChildren;
  /** Right-aligned. */
  readonly isNumber?: boolean;
}

interface TableProps<Row> {
  /** What the table holds, for those who do not see it. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
}

/** A table; on a narrow screen each row is a card that names its cells. */
export function Table<Row>({ caption, columns, rows, keyOf }: TableProps<Row>) {
  return (
    <table class="data">
      <caption class="unseen">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ title, isNumber }) => (
            <th key={title} scope="col" class={isNumber ? 'number' : undefined}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map(({ title, cell, isNumber }) => (
              <td key={title} data-title={title} class={isNumber ? 'number' : undefined}>
                <div>{cell(row)}</div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface PagerProps {
  readonly offset: number;
  readonly limit: number;
  readonly total: number;
  readonly onOffset: (offset: number) => void;
}

/** From page to page of a long list. */
export function Pager({ offset, limit, total, onOffset }: PagerProps) {
  if (total <= limit) return null;
  const end = Math.min(total, offset + limit);
  return (
    <nav class="actions pager" aria-label={texts.parts.listPages}>
      <button type="button" disabled={offset === 0} onClick={() => onOffset(Math.max(0, offset - limit))}>
        {texts.parts.previous}
      </button>
      <span class="sub">{texts.parts.range(offset + 1, end, total)}</span>
      <button type="button" disabled={end >= total} onClick={() => onOffset(offset + limit)}>
        {texts.parts.next}
      </button>
    </nav>
  );
}
