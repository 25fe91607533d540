/** A column of the studies: what stands above it, how wide it is, and from which width of the screen on, in rem. */
interface Column {
  readonly title: string;
  /** A track of a CSS grid. */
  readonly width: string;
  readonly from?: number;
  /** It says whom the study shows. */
  readonly ofPatient?: true;
}

/** In their order. */
export const studyColumns = {
  picture: { title: 'Picture', width: '3.25rem' },
  patient: { title: 'Patient', width: 'minmax(9.5rem, 1.3fr)', ofPatient: true },
  study: { title: 'Study', width: 'minmax(9rem, 1fr)', from: 76, ofPatient: true },
  referrer: { title: 'Referrer', width: 'minmax(7rem, 0.8fr)', from: 96, ofPatient: true },
  priority: { title: 'Priority', width: '7.75rem' },
  due: { title: 'Due', width: '9.5rem' },
  findings: { title: 'Findings of the models', width: 'minmax(11rem, 1.3fr)' },
  image: { title: 'Image', width: 'minmax(6.5rem, 10rem)' },
  state: { title: 'State', width: '8.5rem', from: 64 },
  why: { title: 'Why', width: '3.75rem', from: 64 },
} as const satisfies Record<string, Column>;

export type ColumnId = keyof typeof studyColumns;

const columns: readonly (Column & { readonly id: ColumnId })[] = Object.entries(studyColumns).map(
  ([id, column]) => ({ ...column, id: id as ColumnId }),
);

/** @param screen its width in rem */
export function shownColumns(withPatients: boolean, screen: number): ColumnId[] {
  return columns
    .filter(({ from = 0, ofPatient }) => screen >= from && (withPatients || !ofPatient))
    .map(({ id }) => id);
}

/** The tracks of the grid. */
export function tracksOf(ids: readonly ColumnId[]): string {
  return ids.map((id) => studyColumns[id].width).join(' ');
}
