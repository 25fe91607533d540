import { type Place, placeIndex, places } from './priority';

/** What decides where a study stands among the others. */
export interface Waiting {
  readonly studyId: string;
  /** Where order, findings and reviewer put it. */
  readonly place: Place;
  /** ISO time of its first image. */
  readonly receivedAt: string;
  readonly dueAt: string;
}

type Standing = Pick<Waiting, 'studyId' | 'place' | 'dueAt'>;

/** Milliseconds between two rises: the waiting cap times what the study was given until it is due. */
function capOf({ receivedAt, dueAt }: Waiting, waitingCap: number): number {
  return Math.max(1, waitingCap * (Date.parse(dueAt) - Date.parse(receivedAt)));
}

function risesOf(study: Waiting, waitingCap: number, now: number): number {
  return Math.max(0, Math.floor((now - Date.parse(study.receivedAt)) / capOf(study, waitingCap)));
}

/**
 * Where a study is read now: its place, one higher for each time that it has waited as long as the cap allows.
 *
 * @param waitingCap of the policy, at least 1
 * @param now milliseconds
 */
export function placeNow(study: Waiting, waitingCap: number, now: number): Place {
  const at = Math.max(0, placeIndex(study.place) - risesOf(study, waitingCap, now));
  return places[at] as Place;
}

/** When the study is read one place higher, in milliseconds; undefined where it stands in the highest. */
export function nextRise(study: Waiting, waitingCap: number, now: number): number | undefined {
  if (placeNow(study, waitingCap, now) === places[0]) return undefined;
  return Date.parse(study.receivedAt) + (risesOf(study, waitingCap, now) + 1) * capOf(study, waitingCap);
}

/** Place, then due time, then id, so that equal studies do not swap between two looks. */
export function readingOrder(a: Standing, b: Standing): number {
  return (
    placeIndex(a.place) - placeIndex(b.place) ||
    Date.parse(a.dueAt) - Date.parse(b.dueAt) ||
    (a.studyId < b.studyId ? -1 : a.studyId > b.studyId ? 1 : 0)
  );
}

export interface Ordered<T> {
  readonly studies: readonly T[];
  /** The first moment, in milliseconds, at which the order is another one though nothing was written. */
  readonly until: number;
}

/**
 * Studies as they are read now.
 *
 * None starves: once a study has risen to the highest place, which is at most twice the cap after it came, nothing that
 * comes later stands before it, since its due time has passed by then, and what comes later is due later.
 *
 * @param now milliseconds
 */
export function inReadingOrder<T extends Waiting>(
  studies: readonly T[],
  waitingCap: number,
  now: number,
): Ordered<T> {
  let until = Number.POSITIVE_INFINITY;
  const placed = studies.map((study) => {
    until = Math.min(until, nextRise(study, waitingCap, now) ?? until);
    const { studyId, dueAt } = study;
    return { study, studyId, dueAt, place: placeNow(study, waitingCap, now) };
  });
  return { studies: placed.sort(readingOrder).map(({ study }) => study), until };
}
