import { type Place, placeIndex, places } from '../kernel/priority';

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

/** A study as it is ordered; times in milliseconds, so that ordering thousands reads each of them once. */
interface Keyed {
  readonly studyId: string;
  /** 0 is read first; where it is read now. */
  readonly place: number;
  readonly due: number;
  /** When it is read one place higher; infinite where it stands in the highest. */
  readonly rise: number;
}

function keyed(study: Waiting, waitingCap: number, now: number): Keyed {
  const [received, due] = [Date.parse(study.receivedAt), Date.parse(study.dueAt)];
  const between = Math.max(1, waitingCap * (due - received));
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
 * Where a study is read now: its place, one higher for each time that it has waited as long as the cap allows.
 *
 * @param waitingCap of the policy, at least 1: how many times the time from arrival to due time lie between two rises
 * @param now milliseconds
 */
export function placeNow(study: Waiting, waitingCap: number, now: number): Place {
  return places[keyed(study, waitingCap, now).place] as Place;
}

/** When the study is read one place higher, in milliseconds; undefined where it stands in the highest. */
export function nextRise(study: Waiting, waitingCap: number, now: number): number | undefined {
  const { rise } = keyed(study, waitingCap, now);
  return rise === Number.POSITIVE_INFINITY ? undefined : rise;
}

/** Place, then due time, then id, so that equal studies do not swap between two looks. Nobody has waited too long. */
export function readingOrder(a: Standing, b: Standing): number {
  const key = ({ studyId, place, dueAt }: Standing) => ({
    studyId,
    place: placeIndex(place),
    due: Date.parse(dueAt),
  });
  return compare(key(a), key(b));
}

/** Those of the studies that are read before one. */
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
  const placed = studies.map((study) => ({ study, key: keyed(study, waitingCap, now) }));
  placed.sort((a, b) => compare(a.key, b.key));
  const until = placed.reduce((first, { key }) => Math.min(first, key.rise), Number.POSITIVE_INFINITY);
  return { studies: placed.map(({ study }) => study), until };
}
