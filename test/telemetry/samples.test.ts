import fc from 'fast-check';
import { Counters } from '../../src/telemetry/counters';
import { type Sample, since, sumOf } from '../../src/telemetry/samples';

const event = fc.oneof(
  fc.record({
    outcome: fc.constantFrom('analysed', 'quarantined'),
    reason: fc.constantFrom(undefined, 'truncated'),
  }),
  fc.record({
    step: fc.constantFrom('triageFile', 'askShadow'),
    seconds: fc.integer({ min: 0, max: 1000 }),
  }),
);

function count(counters: Counters, one: typeof event extends fc.Arbitrary<infer T> ? T : never): void {
  if ('step' in one)
    counters.observe('triage.step.duration', { step: one.step, result: 'done' }, one.seconds);
  else counters.count('triage.files', one);
}

const inOrder = (samples: readonly Sample[]) =>
  [...samples].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

test('what was counted before and what was counted since are together what is counted now', () => {
  fc.assert(
    fc.property(fc.array(event), fc.array(event), (first, second) => {
      const counters = new Counters();
      for (const one of first) count(counters, one);
      const before = counters.samples();
      for (const one of second) count(counters, one);
      const now = counters.samples();
      expect(inOrder(sumOf(before, since(before, now)))).toEqual(inOrder(now));
      expect(since(now, now)).toEqual([]);
    }),
  );
});

test('a value counts in the bucket whose end it does not exceed, and the last bucket has no end', () => {
  const counters = new Counters();
  for (const seconds of [0.05, 0.051, 600, 601])
    counters.observe('triage.step.duration', { step: 'triageFile', result: 'done' }, seconds);
  expect(counters.samples()).toEqual([
    {
      metric: 'triage.step.duration',
      labels: { step: 'triageFile', result: 'done' },
      counts: [1, 1, ...new Array(10).fill(0), 1, 1],
      sum: expect.closeTo(1201.101),
    },
  ]);
});

test('a label that does not apply is no label', () => {
  const counters = new Counters();
  counters.count('triage.files', { outcome: 'analysed', reason: undefined });
  counters.count('triage.files', { outcome: 'analysed' });
  expect(counters.samples()).toEqual([{ metric: 'triage.files', labels: { outcome: 'analysed' }, value: 2 }]);
});
