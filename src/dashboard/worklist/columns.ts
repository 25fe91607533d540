import type { WorklistSort } from '../../domain/worklist/worklistSorts';

/** A column of the studies: how wide it is, and from which width of the screen on, in rem. */
interface Column {
  /** A track of a CSS grid. */
  readonly width: string;
  readonly from?: number;
  /** It says whom the study shows. */
  readonly ofPatient?: true;
}

/** In their order. */
export const studyColumns = {
  picture: { width: '3.25rem' },
  patient: { width: 'minmax(9.5rem, 1.3fr)', ofPatient: true },
  study: { width: 'minmax(9rem, 1fr)', from: 76, ofPatient: true },
  referrer: { width: 'minmax(7rem, 0.8fr)', from: 96, ofPatient: true },
  priority: { width: '7.75rem' },
  due: { width: '11.5rem' },
  findings: { width: 'minmax(11rem, 1.3fr)' },
  image: { width: 'minmax(6.5rem, 10rem)' },
  review: { width: 'minmax(11rem, 1fr)' },
  state: { width: '8.5rem', from: 64 },
  why: { width: '3.75rem', from: 64 },
} as const satisfies Record<string, Column>;

export type ColumnId = keyof typeof studyColumns;

/** A line is opened by its image and ordered by its priority: these are always there. */
const fixed: ReadonlySet<ColumnId> = new Set(['priority', 'image']);

const columns: readonly (Column & { readonly id: ColumnId })[] = Object.entries(studyColumns).map(
  ([id, column]) => ({ ...column, id: id as ColumnId }),
);

interface Shown {
  readonly withPatients: boolean;
  /** The width of the screen in rem. */
  readonly screen: number;
  /** Of studies that were reviewed: who did, and what they said, in the place of when they are due. */
  readonly reviewed: boolean;
  readonly hidden: readonly string[];
}

export function shownColumns({ withPatients, screen, reviewed, hidden }: Shown): ColumnId[] {
  const isOfTab = (id: ColumnId) => (reviewed ? id !== 'due' && id !== 'why' : id !== 'review');
  return columns
    .filter(({ id, from = 0, ofPatient }) => isOfTab(id) && screen >= from && (withPatients || !ofPatient))
    .map(({ id }) => id)
    .filter((id) => fixed.has(id) || !hidden.includes(id));
}

/** Those that a person can leave out. */
export function optionalColumns(withPatients: boolean): ColumnId[] {
  return columns
    .filter(({ id, ofPatient }) => !fixed.has(id) && (withPatients || !ofPatient))
    .map(({ id }) => id);
}

/** What a click on the title of a column sorts by. */
export const columnSorts: Readonly<Partial<Record<ColumnId, WorklistSort>>> = {
  priority: 'rank',
  due: 'due',
  findings: 'score',
  image: 'kind',
};

/** The tracks of the grid. */
export function tracksOf(ids: readonly ColumnId[]): string {
  return ids.map((id) => studyColumns[id].width).join(' ');
}
