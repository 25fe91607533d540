import fc from 'fast-check';
import { placeIndex } from '../../../src/domain/kernel/priority';
import { Random } from '../../../src/domain/simulation/random';
import { runReadingRoom } from '../../../src/domain/simulation/readingRoom';
import { type Waiting, WaitingRoom } from '../../../src/domain/simulation/waitingRoom';
import { inReadingOrder } from '../../../src/domain/worklist/readingOrder';
import * as any from '../arbitraries';
import { type Discipline, meanWaits } from './classes';
import { erlangC, waitInTurn, waitsNonPreemptive, waitsPreemptive } from './theory';

const never = Number.POSITIVE_INFINITY;

describe('random numbers', () => {
  test('are the same for the same seed, and others for another seed or stream', () => {
    const first = (seed: number, stream?: number) => new Random(seed, stream).next();
    expect(first(1)).toBe(first(1));
    expect(new Set([first(1), first(2), first(1, 1), first(0), first(0, 2)]).size).toBe(5);
  });

  test('have the mean and variance of their distributions', () => {
    const random = new Random(7);
    const moments = (draw: () => number) => {
      const drawn = Array.from({ length: 100_000 }, draw);
      const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
      return [mean, drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / drawn.length];
    };
    const near = (found: number[], expected: number[]) => {
      for (const [at, value] of found.entries()) expect(value).toBeCloseTo(expected[at] as number, 1);
    };
    near(
      moments(() => random.next()),
      [1 / 2, 1 / 12],
    );
    near(
      moments(() => random.exponential()),
      [1, 1],
    );
  });
});

// As near as so few cases come; test:theory runs as many as it takes to come within 1 %.
describe('a reading room against queueing theory', () => {
  // Erlang's C by hand: one reader waits with the chance of the load; two with 2 ρ² / (1 + ρ).
  test('the formula itself is right where it can be done by hand', () => {
    expect(erlangC(1, 0.8)).toBeCloseTo(0.8, 12);
    expect(erlangC(2, 1.6)).toBeCloseTo((2 * 0.8 ** 2) / 1.8, 12);
    expect(waitInTurn([{ perMinute: 0.08, minutes: 10 }], 1)).toBeCloseTo(40, 9);
  });

  test.each([
    ['M/M/1 in turn', 1, 'inTurn', 10, 0.02],
    ['M/M/1, two classes of other reading times, non-preemptive', 1, 'nonPreemptive', 5, 0.02],
    ['M/M/1, two classes of other reading times, preemptive', 1, 'preemptive', 5, 0.02],
    ['M/M/2, two classes, preemptive', 2, 'preemptive', 10, 0.05],
  ] as const)('%s', (_what, readers, discipline: Discipline, minutes, tolerance) => {
    const classes = [
      { perMinute: 0.02 * readers, minutes: 10 },
      { perMinute: 0.03 * readers, minutes },
    ];
    const { byClass, all } = meanWaits({ classes, readers, discipline, cases: 400_000, seed: 3 });
    const expected = {
      inTurn: () => [waitInTurn(classes, readers)],
      nonPreemptive: () => waitsNonPreemptive(classes, readers),
      preemptive: () => waitsPreemptive(classes, readers),
    }[discipline]();
    const found = discipline === 'inTurn' ? [all] : byClass;
    for (const [at, wait] of found.entries())
      expect(Math.abs(wait / (expected[at] as number) - 1)).toBeLessThan(tolerance);
  });
});

interface Named extends Waiting {
  readonly name: string;
}

test('takes studies in the reading order of the worklist, whenever it is asked', () => {
  const minute = 60_000;
  const study = fc.record({
    place: any.place,
    arrival: fc.integer({ min: 0, max: 5000 }),
    due: fc.integer({ min: 1, max: 3000 }),
  });
  fc.assert(
    fc.property(
      fc.array(study, { maxLength: 12 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 5000, max: 20_000 }),
      (drawn, cap, now) => {
        const studies = drawn.toSorted((a, b) => a.arrival - b.arrival);
        const room = new WaitingRoom<Named>(4, 1);
        const listed = studies.map(({ place, arrival, due }, number) => {
          const level = placeIndex(place) + 1;
          const name = String(number).padStart(3, '0');
          const standing = { level, key: arrival + due, riseEvery: cap * due };
          room.add({ name, arrival, number, level, standing, isWaiting: true });
          const iso = (minutes: number) => new Date(minutes * minute).toISOString();
          return { studyId: name, place, receivedAt: iso(arrival), dueAt: iso(arrival + due) };
        });
        const taken: string[] = [];
        while (!room.isEmpty) taken.push((room.take(now) as Named).name);
        expect(taken).toEqual(
          inReadingOrder(listed, cap, now * minute).studies.map(({ studyId }) => studyId),
        );
      },
    ),
  );
});

describe('a reading room', () => {
  interface Timed {
    readonly arrival: number;
    readonly minutes: number;
    readonly level?: number;
  }

  function waits(cases: readonly Timed[], readers: readonly number[], preempts = false) {
    const left = cases.map(({ arrival, minutes, level = 1 }) => ({
      arrival,
      minutes,
      standing: { level, key: arrival, riseEvery: never },
    }));
    const found = new Map<number, number>();
    runReadingRoom({
      next: () => left.shift(),
      readers,
      levels: 4,
      preempts,
      onRead: ({ arrival }, wait) => found.set(arrival, wait),
    });
    return [...found].sort(([a], [b]) => a - b).map(([, wait]) => wait);
  }

  const always = (readers: number) => Array.from({ length: 24 }, () => readers);

  test('reads in turn, with as many at once as there are readers', () => {
    const cases = [0, 1, 2].map((arrival) => ({ arrival, minutes: 10 }));
    expect(waits(cases, always(1))).toEqual([0, 9, 18]);
    expect(waits(cases, always(2))).toEqual([0, 0, 8]);
  });

  test('an interruption takes a reader from a study, which goes on afterwards; a higher place only where the room says so', () => {
    const cases = [
      { arrival: 0, minutes: 10, level: 2 },
      { arrival: 4, minutes: 5, level: 0 },
    ];
    expect(waits(cases, always(1))).toEqual([5, 0]);
    const higher = cases.map((one) => ({ ...one, level: one.level === 0 ? 1 : 2 }));
    expect(waits(higher, always(1))).toEqual([0, 6]);
    expect(waits(higher, always(1), true)).toEqual([5, 0]);
  });

  test('waits for readers who come in the morning; who leaves finishes the case at hand', () => {
    const readers = always(0).map((_, hour) => (hour >= 8 ? 1 : 0));
    expect(waits([{ arrival: 60, minutes: 10 }], readers)).toEqual([7 * 60]);
    const night = always(1).map((_, hour) => (hour >= 1 ? 0 : 1));
    const cases = [
      { arrival: 55, minutes: 30 },
      { arrival: 56, minutes: 1 },
    ];
    expect(waits(cases, night)).toEqual([0, 24 * 60 - 56]);
  });
});
