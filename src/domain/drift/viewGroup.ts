import type { viewGroups } from './features';

export type ViewGroup = (typeof viewGroups)[number];

const lateral = new Set(['LL', 'RL', 'LLD', 'RLD', 'LATERAL', 'LAT', 'ML', 'LM', 'MLO', 'LMO']);

/** @param view View Position, or the term of a coded view */
export function viewGroupOf(view: string | undefined): ViewGroup {
  if (view === undefined || view === '') return 'unstated';
  if (view === 'PA' || view === 'AP') return view;
  return lateral.has(view) ? 'lateral' : 'other';
}
