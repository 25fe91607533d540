import type { LabelledList } from './lists/labelledList';
import { ListProblem, quoted } from './lists/listProblem';

/** Divides the files by a column of the list. */
export interface Division {
  readonly column: string;
  /** In display order. */
  readonly groups: readonly string[];
  /** @returns undefined if the list does not say */
  readonly groupOf: (cells: ReadonlyMap<string, string>) => string | undefined;
}

const maxGroups = 20;
/** Numbers with fewer distinct values are names of groups, such as 0 and 1. */
const fewestNumbers = 8;
const ageBounds = [0, 1, 6, 18, 40, 60, 80];

/**
 * One group per value; numbers are binned: ages at 1, 6, 18, 40, 60 and 80 years, others into quarters.
 *
 * @throws ListProblem if there is no such column, or it has too many values to be groups
 */
export function divisionBy(column: string, list: LabelledList): Division {
  if (!list.columns.includes(column))
    throw new ListProblem(`--by: the list has no column "${column}", only ${quoted(list.columns, 20)}.`);
  const cells = list.files.map((file) => file.cells.get(column) ?? '').filter((cell) => cell !== '');
  const values = [...new Set(cells)].sort();
  if (values.length >= fewestNumbers && values.every(isNumber)) return inBands(column, cells.map(Number));
  if (values.length > maxGroups)
    throw new ListProblem(
      `--by: the column "${column}" has ${values.length} different values; groups need ${maxGroups} at most, or numbers.`,
    );
  return { column, groups: values, groupOf: (row) => row.get(column) || undefined };
}

function isNumber(text: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(text);
}

function inBands(column: string, numbers: readonly number[]): Division {
  const bounds = /(^|[_ -])age($|[_ -])/i.test(column) ? ageBounds : quarters(numbers);
  const names = bounds.map((low, index) => bandName(low, bounds[index + 1]));
  const bandOf = (value: number) =>
    names[
      Math.max(
        0,
        bounds.findLastIndex((low) => value >= low),
      )
    ] as string;
  const present = new Set(numbers.map(bandOf));
  return {
    column,
    groups: names.filter((name) => present.has(name)),
    groupOf: (row) => {
      const cell = row.get(column);
      return cell ? bandOf(Number(cell)) : undefined;
    },
  };
}

function quarters(numbers: readonly number[]): number[] {
  const ordered = [...numbers].sort((a, b) => a - b);
  const at = (share: number) => ordered[Math.floor(share * (ordered.length - 1))] as number;
  return [...new Set([0, 0.25, 0.5, 0.75].map(at))];
}

function bandName(low: number, next: number | undefined): string {
  return next === undefined ? `${low} and over` : `${low} to under ${next}`;
}
