import { type ClassRoom, meanWaits } from '../domain/simulation/classes';
import { waitInTurn, waitsNonPreemptive, waitsPreemptive } from '../domain/simulation/theory';
import { type PublishedRoom, rooms } from './qucad';

jest.setTimeout(600_000);

/** Rooms that settle slowly need tens of millions of cases; `THEORY_TESTS=short` leaves them out. */
const most = process.env.THEORY_TESTS === 'short' ? 9e6 : Number.POSITIVE_INFINITY;

/** Cases for a standard error of a third of a per cent of the mean wait, by that of M/M/1. */
function casesFor(load: number, readers: number): number {
  const variance = (2 + 5 * load - 4 * load ** 2 + load ** 3) / (load * (1 - load) ** 2);
  // Of several readers one is nearly always free for the first class, whose waits are therefore rare.
  return Math.round(Math.min(120e6, ((readers === 1 ? 1 : 3) * variance) / 0.0033 ** 2));
}

const lines: string[] = [];
afterAll(() => process.stdout.write(`${lines.join('\n')}\n`));

/** Holds the waits against what is expected, and keeps the line of the table. */
function compare(room: string, found: readonly number[], expected: readonly number[], tolerance: number) {
  const pairs = found.map((wait, at) => `${wait.toFixed(3)} (${(expected[at] as number).toFixed(3)})`);
  const off = found.map((wait, at) => Math.abs(wait / (expected[at] as number) - 1));
  lines.push(`| ${room} | ${pairs.join(' | ')} | ${(100 * Math.max(...off)).toFixed(2)} % |`);
  for (const one of off) expect(one).toBeLessThan(tolerance);
}

describe('formulas, within 1 %', () => {
  const classes = (readers: number, load: number) => [
    { perMinute: 0.05 * load * readers, minutes: 10 },
    { perMinute: 0.05 * load * readers, minutes: 10 },
  ];
  const pairs = [
    [1, 0.5],
    [1, 0.8],
    [2, 0.5],
    [2, 0.8],
    [3, 0.8],
    [5, 0.8],
  ] as const;
  test.each(pairs.filter(([readers, load]) => casesFor(load, readers) <= most))(
    '%d readers at a load of %d',
    (readers, load) => {
      const room = { classes: classes(readers, load), readers, cases: casesFor(load, readers), seed: 11 };
      const simulated = (discipline: ClassRoom['discipline']) => meanWaits({ ...room, discipline });
      const name = `M/M/${readers}, load ${load}`;
      compare(`${name}, in turn`, [simulated('inTurn').all], [waitInTurn(room.classes, readers)], 0.01);
      const [nonPreemptive, preemptive] = [simulated('nonPreemptive'), simulated('preemptive')];
      compare(
        `${name}, non-preemptive`,
        nonPreemptive.byClass,
        waitsNonPreemptive(room.classes, readers),
        0.01,
      );
      compare(`${name}, preemptive`, preemptive.byClass, waitsPreemptive(room.classes, readers), 0.01);
    },
  );
});

describe('the published tool for triage devices, within 1 % for one reader and 3 % for more', () => {
  const numbered = rooms.map((room, at) => [at + 1, room] as const);
  test.each(numbered.filter(([, room]) => classesOf(room).cases <= most))('room %d', (number, room) => {
    const { sensitivity, falsePositives, readers } = room;
    const { inTurn, triaged, cases } = classesOf(room);
    const interrupts = room.interrupting > 0;
    const common = { readers, cases, interrupts, seed: 100 + number };
    const all = meanWaits({ ...common, classes: inTurn, discipline: 'inTurn' }).all;
    const [positive = 0, negative = 0] = meanWaits({
      ...common,
      classes: triaged,
      discipline: 'preemptive',
    }).byClass.slice(-2);
    const found = [
      all,
      positive,
      negative,
      sensitivity * positive + (1 - sensitivity) * negative,
      falsePositives * positive + (1 - falsePositives) * negative,
    ];
    const expected = [room.inTurn, room.positive, room.negative, room.diseased, room.others];
    compare(`room ${number}`, found, expected, readers === 1 ? 0.01 : 0.03);
  });
});

/**
 * The tool takes the studies of a class for one exponential with their mean reading time, also where diseased
 * ones take longer than others; the classes here do the same.
 */
function classesOf(room: PublishedRoom) {
  const { load, readers, prevalence, sensitivity, falsePositives, interrupting } = room;
  const hits = prevalence * sensitivity;
  const misses = prevalence - hits;
  const alarms = (1 - prevalence) * falsePositives;
  const rest = 1 - prevalence - alarms;
  const mean = (diseased: number, others: number) =>
    (diseased * room.diseasedMinutes + others * room.othersMinutes) / (diseased + others);
  const interruption = 5;
  const minutes = interrupting * interruption + (1 - interrupting) * mean(prevalence, 1 - prevalence);
  const perMinute = (load * readers) / minutes;
  const studies = perMinute * (1 - interrupting);
  const first = interrupting > 0 ? [{ perMinute: perMinute * interrupting, minutes: interruption }] : [];
  return {
    inTurn: [...first, { perMinute: studies, minutes: mean(prevalence, 1 - prevalence) }],
    triaged: [
      ...first,
      { perMinute: studies * (hits + alarms), minutes: mean(hits, alarms) },
      { perMinute: studies * (misses + rest), minutes: mean(misses, rest) },
    ],
    cases: readers === 1 ? casesFor(load, 1) : Math.min(40e6, casesFor(load, readers)),
  };
}
