import { declared, type LabelsOf, type MetricName, metrics, type NameOf } from './catalogue';

type Labels = Readonly<Record<string, string>>;

/** A counter or a gauge. */
export interface NumberSample {
  readonly metric: NameOf<'counter' | 'gauge'>;
  readonly labels: Labels;
  readonly value: number;
}

/** A histogram: how many values each bucket has (one more than there are bounds), and their sum. */
export interface HistogramSample {
  readonly metric: NameOf<'histogram'>;
  readonly labels: Labels;
  readonly counts: readonly number[];
  readonly sum: number;
}

export type Sample = NumberSample | HistogramSample;

/** A sample of one metric; only its declared labels are kept, in their declared order. */
export function sample<N extends NameOf<'counter' | 'gauge'>>(
  metric: N,
  labels: LabelsOf<N>,
  value: number,
): NumberSample {
  return { metric, labels: inOrder(metric, labels), value };
}

/** One value of a histogram. */
export function observation<N extends NameOf<'histogram'>>(
  metric: N,
  labels: LabelsOf<N>,
  value: number,
): HistogramSample {
  const { bounds } = metrics[metric];
  const found = bounds.findIndex((bound) => value <= bound);
  const counts = new Array<number>(bounds.length + 1).fill(0);
  counts[found < 0 ? bounds.length : found] = 1;
  return { metric, labels: inOrder(metric, labels), counts, sum: value };
}

function inOrder<N extends MetricName>(metric: N, labels: LabelsOf<N>): Labels {
  const given: Readonly<Record<string, string | undefined>> = labels;
  const entries = declared(metric).labels.map((name) => [name, given[name]] as const);
  return Object.fromEntries(
    entries.filter((entry): entry is readonly [string, string] => entry[1] !== undefined),
  );
}

const keyOf = ({ metric, labels }: Sample): string => JSON.stringify([metric, labels]);

/** Both samples of one series together, or the first without the second. */
function joined(a: Sample, b: Sample, sign: 1 | -1): Sample {
  if ('counts' in a && 'counts' in b) {
    const counts = a.counts.map((count, bucket) => count + sign * (b.counts[bucket] ?? 0));
    return { ...a, counts, sum: a.sum + sign * b.sum };
  }
  if ('value' in a && 'value' in b) return { ...a, value: a.value + sign * b.value };
  return a;
}

/** Series by their key. */
export type SeriesMap = Map<string, Sample>;

/** Adds to the series that it belongs to. */
export function addTo(series: SeriesMap, one: Sample): void {
  const key = keyOf(one);
  const known = series.get(key);
  series.set(key, known ? joined(known, one, 1) : one);
}

/** Counters and histograms, each series once: the sum of both lists. */
export function sumOf(a: readonly Sample[], b: readonly Sample[]): Sample[] {
  const series: SeriesMap = new Map();
  for (const one of [...a, ...b]) addTo(series, one);
  return [...series.values()];
}

/** What was counted since `before`; series in which nothing was are left out. */
export function since(before: readonly Sample[], now: readonly Sample[]): Sample[] {
  const known = new Map(before.map((one) => [keyOf(one), one]));
  return now.flatMap((one) => {
    const earlier = known.get(keyOf(one));
    if (earlier === undefined) return [one];
    const more = joined(one, earlier, -1);
    const isEmpty = 'counts' in more ? more.counts.every((count) => count === 0) : more.value === 0;
    return isEmpty ? [] : [more];
  });
}
