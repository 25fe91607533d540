import { observation, type Sample, sample } from '../../src/telemetry/samples';
import { recentScores, totalsSchema, withCounted } from '../../src/telemetry/totals';

const week = 7 * 86_400_000;
const scored = (score: number): Sample =>
  observation('triage.score', { model: 'm@1.0.0', label: 'l' }, score);
const scores = (samples: readonly { readonly counts: readonly number[] }[]) =>
  samples.flatMap(({ counts }) => counts).reduce((sum, count) => sum + count, 0);

test('what several processes counted is one sum, and survives being written down', () => {
  const first = withCounted(
    undefined,
    [sample('triage.analyses', { outcome: 'analysed' }, 2), scored(0.5)],
    0,
  );
  const stored = totalsSchema.parse(JSON.parse(JSON.stringify(first)));
  const { samples } = withCounted(stored, [sample('triage.analyses', { outcome: 'analysed' }, 3)], 1);
  expect(samples).toContainEqual({ metric: 'triage.analyses', labels: { outcome: 'analysed' }, value: 5 });
  expect(samples).toHaveLength(2);
});

test('scores of the last five weeks count for drift, and older ones are forgotten', () => {
  let totals = withCounted(undefined, [scored(0.1)], 0);
  for (let at = 1; at <= 6; at += 1) totals = withCounted(totals, [scored(0.9)], at * week);
  expect(totals.weeks.map((one) => one.week)).toEqual([6, 5, 4, 3, 2]);
  expect(scores(recentScores(totals, 6 * week))).toBe(5);
  expect(scores(recentScores(totals, 12 * week))).toBe(0);
  expect(scores(totals.samples.flatMap((one) => ('counts' in one ? [one] : [])))).toBe(7);
});

test('what another release counted and this one does not know is left out, and the rest is kept', () => {
  const { samples } = totalsSchema.parse({
    schemaVersion: 1,
    samples: [
      { metric: 'triage.of_tomorrow', labels: {}, value: 1 },
      { metric: 'triage.score', labels: { model: 'm@1.0.0', label: 'l' }, counts: [1, 2], sum: 1 },
      { metric: 'triage.analyses', labels: { outcome: 'index' }, value: 4 },
    ],
    weeks: [],
    watched: [{ model: 'm@1.0.0', feature: 'of-tomorrow', days: [], closed: 1 }],
  });
  expect(samples).toEqual([{ metric: 'triage.analyses', labels: { outcome: 'index' }, value: 4 }]);
});
