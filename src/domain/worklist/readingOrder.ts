import { type Place, placeIndex, places } from '../kernel/priority';

/** What decides a study's position among the others. */
export interface Waiting {
  readonly studyId: string;
  /** The place given by order, findings and reviewer. */
  readonly place: Place;
  /** ISO time of its first image. */
  readonly receivedAt: string;
  readonly dueAt: string;
}

type Standing = Pick<Waiting, 'studyId' | 'place' | 'dueAt'>;

/**
 * A study prepared for sorting; times in milliseconds, so that each is parsed only once when thousands are
 * sorted.
 */
interface Keyed {
  readonly studyId: string;
  /** The place where it is read now; 0 is read first. */
  readonly place: number;
  readonly due: number;
  /** When it rises by one place; infinite if it is already in the highest. */
  readonly rise: number;
}

function keyed(study: Waiting, waitingCap: number, now: number): Keyed {
  const [received, due] = [Date.parse(study.receivedAt), Date.parse(study.dueAt)];
  // Whole milliseconds, so that the moment of a rise is exact however many there were.
  const between = Math.max(1, Math.round(waitingCap * (due - received)));
  const rises = Math.max(0, Math.floor((now - received) / between));
  const place = Math.max(0, placeIndex(study.place) - rises);
  const rise = place === 0 ? Number.POSITIVE_INFINITY : received + (rises + 1) * between;
  return { studyId: study.studyId, place, due, rise };
}

type Key = Omit<Keyed, 'rise'>;

function compare(a: Key, b: Key): number {
  return a.place - b.place || a.due - b.due || (a.studyId < b.studyId ? -1 : a.studyId > b.studyId ? 1 : 0);
}

/**
 * Where a study is read now: its place, raised by one each time it has waited as long as the cap allows.
 *
 * @param waitingCap of the policy, at least 1: the interval between two rises, as a multiple of the time from
 *   arrival to due time
 * @param now milliseconds
 */
export function placeNow(study: Waiting, waitingCap: number, now: number): Place {
  return places[keyed(study, waitingCap, now).place] as Place;
}

/** When the study rises by one place, in milliseconds; undefined if it is already in the highest. */
export function nextRise(study: Waiting, waitingCap: number, now: number): number | undefined {
  const { rise } = keyed(study, waitingCap, now);
  return rise === Number.POSITIVE_INFINITY ? undefined : rise;
}

/**
 * Place, then due time, then id, so that equal studies keep their order between refreshes. Waiting time is
 * ignored.
 */
export function readingOrder(a: Standing, b: Standing): number {
  const key = ({ studyId, place, dueAt }: Standing) => ({
    studyId,
    place: placeIndex(place),
    due: Date.parse(dueAt),
  });
  return compare(key(a), key(b));
}

/** The studies that are read before the given one. */
export function readBefore<T extends Waiting>(
  one: Waiting,
  studies: readonly T[],
  waitingCap: number,
  now: number,
): T[] {
  const own = keyed(one, waitingCap, now);
  return studies.filter((study) => compare(keyed(study, waitingCap, now), own) < 0);
}

export interface Ordered<T> {
  readonly studies: readonly T[];
  /** When the order next changes without any write, in milliseconds. */
  readonly until: number;
}

/**
 * Studies in current reading order.
 *
 * No study starves. It reaches the highest place at most twice the cap after its arrival. By then its due
 * time has passed, so anything that arrives later is due later and cannot overtake it.
 *
 * @param now milliseconds
 */
export function inReadingOrder<T extends Waiting>(
  studies: readonly T[],
  waitingCap: number,
  now: number,
): Ordered<T> {
  const placed = studies.map((study) => ({ study, key: keyed(study, waitingCap, now) }));
  placed.sort((a, b) => compare(a.key, b.key));
  const until = placed.reduce((first, { key }) => Math.min(first, key.rise), Number.POSITIVE_INFINITY);
  return { studies: placed.map(({ study }) => study), until };
}
