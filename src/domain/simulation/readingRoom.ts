import { type Standing, type Waiting, WaitingRoom } from './waitingRoom';

/** A case as it arrives. Times in minutes from the start. */
export interface Arriving {
  readonly arrival: number;
  /** How long it takes to read. */
  readonly minutes: number;
  readonly standing: Standing;
}

/** Level 0 is for what interrupts any reading; studies stand on the levels below. */
export const interrupting: Standing = { level: 0, key: 0, riseEvery: Number.POSITIVE_INFINITY };

export interface ReadingRoom<A extends Arriving> {
  /** The cases in the order of arrival; undefined after the last. */
  readonly next: () => A | undefined;
  /** How many read, from each hour of the day on; 24 values. */
  readonly readers: readonly number[];
  /** How many levels there are, with that of interruptions. */
  readonly levels: number;
  /** Whether a study interrupts the reading of one on a lower level, which is resumed later. */
  readonly preempts: boolean;
  /** Told of each case that was read. @param wait from arrival until it was read, without the reading itself */
  readonly onRead: (read: A, wait: number) => void;
}

interface Case<A> extends Waiting {
  readonly of: A;
  left: number;
  finish: number;
}

const hour = 60;

/**
 * Runs a reading room until every case was read: an event simulation in which readers take what is first in
 * reading order. Who stops at the end of an hour finishes the case at hand first.
 */
export function runReadingRoom<A extends Arriving>(room: ReadingRoom<A>): void {
  const { readers, preempts } = room;
  const waiting = new WaitingRoom<Case<A>>(room.levels, 1);
  const busy: Case<A>[] = [];
  const changes = readers.some((count) => count !== readers[0]);
  const capacityAt = (now: number) => readers[Math.floor(now / hour) % readers.length] as number;
  let capacity = capacityAt(0);
  let change = changes ? hour : Number.POSITIVE_INFINITY;
  let count = 0;
  let coming = room.next();

  const start = (one: Case<A>, now: number) => {
    one.finish = now + one.left;
    busy.push(one);
  };
  const arrive = (of: A) => {
    const { arrival, minutes, standing } = of;
    const one = {
      of,
      arrival,
      standing,
      level: standing.level,
      number: count,
      isWaiting: false,
      left: minutes,
      finish: 0,
    };
    count += 1;
    if (busy.length < capacity && waiting.isEmpty) return start(one, arrival);
    const last = busy.length < capacity ? -1 : lastOf(busy);
    const reading = busy[last];
    if (reading === undefined || !interrupts(one, reading, preempts)) return waiting.add(one);
    busy.splice(last, 1);
    reading.left = reading.finish - arrival;
    waiting.add(reading);
    start(one, arrival);
  };

  while (coming !== undefined || busy.length > 0 || !waiting.isEmpty) {
    const done = soonestOf(busy);
    const finish = busy[done]?.finish ?? Number.POSITIVE_INFINITY;
    const now = Math.min(coming?.arrival ?? Number.POSITIVE_INFINITY, finish, change);
    if (now === change) {
      capacity = capacityAt(now);
      change = now + hour;
    } else if (coming !== undefined && coming.arrival === now) {
      arrive(coming);
      coming = room.next();
    } else {
      const [{ of }] = busy.splice(done, 1) as [Case<A>];
      room.onRead(of, now - of.arrival - of.minutes);
    }
    while (busy.length < capacity && !waiting.isEmpty) start(waiting.take(now) as Case<A>, now);
  }
}

function interrupts(one: Waiting, reading: Waiting, preempts: boolean): boolean {
  return one.level < reading.level && (preempts || one.level === 0);
}

/** The index of the case that is finished next; -1 if there is none. */
function soonestOf(busy: readonly { readonly finish: number }[]): number {
  let soonest = -1;
  let at = Number.POSITIVE_INFINITY;
  for (let index = 0; index < busy.length; index += 1) {
    const { finish } = busy[index] as { finish: number };
    if (finish >= at) continue;
    at = finish;
    soonest = index;
  }
  return soonest;
}

/** The index of the case that gives way first. */
function lastOf(busy: readonly Waiting[]): number {
  let last = 0;
  for (let index = 1; index < busy.length; index += 1) {
    const [a, b] = [busy[index] as Waiting, busy[last] as Waiting];
    if (a.level > b.level || (a.level === b.level && a.standing.key > b.standing.key)) last = index;
  }
  return last;
}
