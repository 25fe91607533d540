import { Random } from '../../../src/domain/simulation/random';
import { type Arriving, runReadingRoom } from '../../../src/domain/simulation/readingRoom';
import type { TrafficClass } from './theory';

export type Discipline = 'inTurn' | 'nonPreemptive' | 'preemptive';

export interface ClassRoom {
  readonly classes: readonly TrafficClass[];
  readonly readers: number;
  readonly discipline: Discipline;
  /** The first class interrupts the others whatever the discipline. */
  readonly interrupts?: boolean;
  readonly cases: number;
  readonly seed: number;
}

interface Of extends Arriving {
  readonly of: number;
}

/** Mean waits by class, and over all classes but one that interrupts, of a simulation of so many cases. */
export function meanWaits({ classes, readers, discipline, interrupts = false, cases, seed }: ClassRoom) {
  const random = new Random(seed);
  const perMinute = classes.reduce((sum, one) => sum + one.perMinute, 0);
  const sums = classes.map(() => 0);
  const counts = classes.map(() => 0);
  const warmUp = cases / 50;
  let now = 0;
  let drawn = 0;
  const upTo = classes.map((_, at) =>
    classes.slice(0, at + 1).reduce((sum, one) => sum + one.perMinute / perMinute, 0),
  );
  const after = (warmUp * 1) / perMinute;
  const standings = classes.map((_, at) => (interrupts ? at : at + 1));
  runReadingRoom<Of>({
    next: () => {
      if (drawn === cases) return undefined;
      drawn += 1;
      now += random.exponential() / perMinute;
      const at = random.next();
      const of = Math.max(
        0,
        upTo.findIndex((share) => at < share),
      );
      const level = discipline === 'inTurn' && standings[of] !== 0 ? 1 : (standings[of] as number);
      const minutes = (classes[of] as TrafficClass).minutes * random.exponential();
      return {
        arrival: now,
        minutes,
        of,
        standing: { level, key: now, riseEvery: Number.POSITIVE_INFINITY },
      };
    },
    readers: Array.from({ length: 24 }, () => readers),
    levels: classes.length + 1,
    preempts: discipline === 'preemptive',
    onRead: ({ of, arrival }, wait) => {
      if (arrival < after) return;
      sums[of] = (sums[of] as number) + wait;
      counts[of] = (counts[of] as number) + 1;
    },
  });
  const counted = interrupts ? 1 : 0;
  const total = (values: number[]) => values.slice(counted).reduce((sum, value) => sum + value, 0);
  return {
    byClass: sums.map((sum, at) => sum / (counts[at] as number)),
    all: total(sums) / total(counts),
  };
}
