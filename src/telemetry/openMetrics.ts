import { type Declared, declared, type MetricName, metrics } from './catalogue';
import type { Sample } from './samples';

export const openMetricsType = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

/** OpenMetrics 1.0 text. Metrics without a sample are left out. */
export function openMetricsText(samples: readonly Sample[]): string {
  const families = (Object.keys(metrics) as MetricName[]).flatMap((name) => {
    const own = samples.filter(({ metric }) => metric === name);
    return own.length === 0 ? [] : [familyText(name, own)];
  });
  return `${families.join('')}# EOF\n`;
}

function familyText(name: MetricName, samples: readonly Sample[]): string {
  const { kind, help, unit, bounds = [] } = declared(name);
  const family = familyName(name, unit);
  const head = [
    `# TYPE ${family} ${kind}`,
    ...(unit === 's' ? [`# UNIT ${family} seconds`] : []),
    `# HELP ${family} ${escaped(help)}`,
  ];
  const lines = samples.flatMap((sample) => linesOf(family, kind, bounds, sample));
  return [...head, ...lines, ''].join('\n');
}

/** A family with a unit has it at the end of its name. */
function familyName(name: MetricName, unit: string): string {
  return `${name.replaceAll('.', '_')}${unit === 's' ? '_seconds' : ''}`;
}

function linesOf(
  family: string,
  kind: Declared['kind'],
  bounds: readonly number[],
  sample: Sample,
): string[] {
  const { labels } = sample;
  if ('value' in sample) {
    const suffix = kind === 'counter' ? '_total' : '';
    return [`${family}${suffix}${labelText(labels)} ${sample.value}`];
  }
  let below = 0;
  const buckets = sample.counts.map((count, bucket) => {
    below += count;
    return `${family}_bucket${labelText({ ...labels, le: boundText(bounds[bucket]) })} ${below}`;
  });
  // A histogram that counts negative values has no sum there, and then no count: OpenMetrics 1.0, Histogram.
  if (bounds.some((bound) => bound < 0)) return buckets;
  return [
    ...buckets,
    `${family}_count${labelText(labels)} ${below}`,
    `${family}_sum${labelText(labels)} ${sample.sum}`,
  ];
}

/** Always a float, as the format wants it. */
function boundText(bound: number | undefined): string {
  if (bound === undefined) return '+Inf';
  return Number.isInteger(bound) ? `${bound}.0` : String(bound);
}

function labelText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
