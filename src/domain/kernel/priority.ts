/** Places in the reading order, the most urgent first. */
export const places = ['stat', 'urgent', 'routine'] as const;
export type Place = (typeof places)[number];

/** What a person reads. `unclassified` was not analysed: it says nothing, and stands in its normal place. */
export const priorities = ['stat', 'urgent', 'routine', 'unclassified'] as const;
export type Priority = (typeof priorities)[number];

/** 0 is read first. */
export function placeIndex(place: Place): number {
  return places.indexOf(place);
}

/** The more urgent of the places; at least one is given. */
export function mostUrgent(first: Place, ...others: Place[]): Place {
  return others.reduce((most, place) => (placeIndex(place) < placeIndex(most) ? place : most), first);
}
