/** Places in the reading order, most urgent first. */
export const places = ['stat', 'urgent', 'routine'] as const;
export type Place = (typeof places)[number];

/** The priority as displayed. `unclassified` was not analysed: it says nothing and keeps its normal place. */
export const priorities = ['stat', 'urgent', 'routine', 'unclassified'] as const;
export type Priority = (typeof priorities)[number];

/** 0 is read first. */
export function placeIndex(place: Place): number {
  return places.indexOf(place);
}

/** The most urgent of the given places. */
export function mostUrgent(first: Place, ...others: Place[]): Place {
  return others.reduce((most, place) => (placeIndex(place) < placeIndex(most) ? place : most), first);
}
