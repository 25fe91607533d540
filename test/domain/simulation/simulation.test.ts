import { drawCases } from '../../../src/domain/simulation/cases';
import { examplesOf, type Kind, population } from '../../../src/domain/simulation/population';
import { Random } from '../../../src/domain/simulation/random';
import { loadOf, roomSchema } from '../../../src/domain/simulation/room';
import { simulate } from '../../../src/domain/simulation/simulation';
import { estimateOf, summaryOf } from '../../../src/domain/simulation/summary';
import defaultPolicy from '../../../src/domain/study/policy/defaultPolicy.json';
import { policySchema } from '../../../src/domain/study/policy/policySchema';

const policy = policySchema.parse(defaultPolicy);
const room = roomSchema.parse({
  arrivalsPerHour: 8,
  readers: 1,
  prevalence: 0.2,
  readingMinutes: { diseased: 6, others: 6 },
  model: { sensitivity: 0.9, specificity: 0.8 },
});
const plan = { seed: 1, repetitions: 12, days: 4, warmUpDays: 2, lists: 60 };

function drawn(count: number, of = room): Kind[] {
  const draw = population(of, examplesOf(of), policy);
  const random = new Random(5);
  return Array.from({ length: count }, () => draw(random));
}

describe('the studies of a room', () => {
  const share = (kinds: readonly Kind[], is: (kind: Kind) => boolean) =>
    kinds.filter(is).length / kinds.length;

  test('are diseased, called and ordered as often as the room says', () => {
    const kinds = drawn(
      20_000,
      roomSchema.parse({ ...room, orders: { stat: 0.1, urgent: 0.2, routine: 0.7 } }),
    );
    const [diseased, others] = [
      kinds.filter((kind) => kind.diseased),
      kinds.filter((kind) => !kind.diseased),
    ];
    expect(diseased.length / kinds.length).toBeCloseTo(0.2, 1);
    expect(share(diseased, ({ positive }) => positive)).toBeCloseTo(0.9, 1);
    expect(share(others, ({ positive }) => positive)).toBeCloseTo(0.2, 1);
    expect(share(kinds, ({ ordered }) => ordered.place === 'urgent')).toBeCloseTo(0.2, 1);
  });

  test('of a call alone the score is how often it is true', () => {
    const scores = new Set(drawn(2000).map(({ positive, score }) => `${positive} ${score?.toFixed(3)}`));
    expect(scores).toEqual(new Set(['true 0.529', 'false 0.030']));
  });

  test('stand where the policy puts them; one that no model analysed where its order does', () => {
    for (const { positive, triaged } of drawn(500))
      expect(triaged.place).toBe(positive ? 'urgent' : 'routine');
    for (const { triaged, ordered, score } of drawn(100, { ...room, notAnalysed: 1 })) {
      expect(score).toBeUndefined();
      expect(triaged).toMatchObject({ ...ordered, priority: 'unclassified' });
    }
  });

  test('come as often as each hour says, and take as long to read', () => {
    const arrivalsPerHour = Array.from({ length: 24 }, (_, hour) => (hour === 9 ? 30 : 0));
    const busy = roomSchema.parse({ ...room, arrivalsPerHour, interruptions: { perHour: 2, minutes: 3 } });
    const cases = drawCases(busy, population(busy, examplesOf(busy), policy), { seed: 3, until: 200 * 1440 });
    const studies = cases.filter(({ kind }) => kind !== undefined);
    expect(studies.length / 200).toBeGreaterThan(29);
    expect(studies.length / 200).toBeLessThan(31);
    expect(studies.every(({ arrival }) => Math.floor(arrival / 60) % 24 === 9)).toBe(true);
    expect((cases.length - studies.length) / (200 * 24)).toBeCloseTo(2, 1);
    expect(studies.reduce((sum, { minutes }) => sum + minutes, 0) / studies.length).toBeCloseTo(6, 0);
  });
});

describe('a simulation', () => {
  const found = simulate(room, examplesOf(room), policy, plan);

  test('is the same for the same seed, and another for another', () => {
    const small = { ...plan, repetitions: 2, days: 1, lists: 1 };
    const waits = (seed: number) => simulate(room, examplesOf(room), policy, { ...small, seed }).waits;
    expect(waits(1)).toEqual(waits(1));
    expect(waits(1)).not.toEqual(waits(2));
  });

  test('the policy has the diseased read sooner, the others later, and nobody gains time in total', () => {
    expect(found.saved.diseased?.low).toBeGreaterThan(0);
    expect(found.saved.others?.high).toBeLessThan(0);
    const total = (order: 'asItCame' | 'triaged' | 'byScore') =>
      (['diseased', 'others'] as const).reduce((sum, of) => {
        const { n = 0, mean = 0 } = found.waits[order][of] ?? {};
        return sum + n * mean;
      }, 0);
    // All studies take equally long on average, so the order only moves waiting from one to another.
    expect(total('triaged') / total('asItCame')).toBeCloseTo(1, 1);
    expect(total('byScore') / total('asItCame')).toBeCloseTo(1, 1);
  });

  test('a model that knows nothing changes nothing for the diseased that it does not for the others', () => {
    const blind = roomSchema.parse({ ...room, model: { sensitivity: 0.3, specificity: 0.7 } });
    const { saved } = simulate(blind, examplesOf(blind), policy, { ...plan, days: 10 });
    expect(saved.diseased?.low).toBeLessThan(0.5);
    expect(Math.abs(saved.diseased?.mean ?? 9)).toBeLessThan(1);
  });

  test('places in a list: half of the diseased in the last half as they came, few by score or policy', () => {
    for (const { orders } of found.lists) {
      expect(orders.asItCame.diseasedInLastHalf).toBeCloseTo(0.5, 1);
      expect(orders.triaged.diseasedInLastHalf).toBeLessThan(0.15);
      expect(orders.byScore.medianDiseased).toBeLessThan(orders.asItCame.medianDiseased);
    }
  });

  test('counts each study once, under one priority', () => {
    const shares = Object.values(found.priorities).map(({ share }) => share);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    expect((found.waits.triaged.diseased?.n ?? 0) + (found.waits.triaged.others?.n ?? 0)).toBe(found.studies);
  });
});

test('the curve leaves fewer of the diseased in the last half than a threshold alone', () => {
  const scores = { diseased: [0.05, 0.1, 0.15, 0.4, 0.6, 0.9], others: [0.01, 0.01, 0.02, 0.03, 0.06, 0.3] };
  const scored = roomSchema.parse({ ...room, model: { threshold: 0.2, scores } });
  const lastHalf = (dueCurves: typeof policy.dueCurves) =>
    simulate(scored, examplesOf(scored), { ...policy, dueCurves }, { ...plan, repetitions: 2, days: 1 })
      .lists[1]?.orders.triaged.diseasedInLastHalf as number;
  expect(lastHalf(policy.dueCurves)).toBeLessThan(lastHalf([]) / 2);
});

describe('a room', () => {
  test('knows how busy its readers are', () => {
    expect(loadOf(room)).toBeCloseTo(0.8, 9);
    expect(loadOf({ ...room, interruptions: { perHour: 1, minutes: 6 } })).toBeCloseTo(0.9, 9);
    expect(loadOf({ ...room, readers: 0 })).toBe(Number.POSITIVE_INFINITY);
  });

  test.each([
    ['an unknown key', { reader: 1 }],
    ['23 hours', { arrivalsPerHour: Array.from({ length: 23 }, () => 1) }],
    ['orders that do not add up', { orders: { stat: 0.5, urgent: 0.5, routine: 0.5 } }],
    ['half a reader', { readers: 1.5 }],
  ])('with %s is refused', (_what, change) => {
    expect(roomSchema.safeParse({ ...room, ...change }).success).toBe(false);
  });
});

test('an estimate has the interval of Student, by repetitions', () => {
  // scipy.stats.t.interval(0.95, 3, loc=2.5, scale=scipy.stats.sem([1, 2, 3, 4]))
  const { mean, low, high } = estimateOf([1, 2, 3, 4]);
  expect([mean, low, high].map((value) => value.toFixed(3))).toEqual(['2.500', '0.446', '4.554']);
  expect(summaryOf([[1, 2], []])).toBeUndefined();
  expect(summaryOf([[1, 3], [2]])).toMatchObject({ n: 3, mean: 2, median: 2 });
});
