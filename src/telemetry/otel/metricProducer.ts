import { type HrTime, ValueType } from '@opentelemetry/api';
import { millisToHrTime } from '@opentelemetry/core';
import { emptyResource } from '@opentelemetry/resources';
import {
  AggregationTemporality,
  DataPointType,
  type MetricData,
  type MetricProducer,
} from '@opentelemetry/sdk-metrics';
import { declared, type MetricName } from '../catalogue';
import { type HistogramSample, type NumberSample, type Sample, since } from '../samples';
import type { Samples } from '../telemetry';
import { scope } from './scope';

/**
 * Our samples as one exporter wants them: counters and histograms since the process started (cumulative), or
 * since the last time (delta). Gauges are always as of now.
 */
export function metricProducer(
  samples: Samples,
  startedAt: number,
  temporality: AggregationTemporality,
): MetricProducer {
  let startTime = millisToHrTime(startedAt);
  let before: readonly Sample[] = [];
  return {
    collect: async () => {
      const endTime = millisToHrTime(Date.now());
      const now = samples();
      const counted = now.filter(isCounted);
      const gauges = now.filter((one) => !isCounted(one));
      const byName = Map.groupBy([...since(before, counted), ...gauges], ({ metric }) => metric);
      const metrics = [...byName].map(([name, own]) =>
        metricData(name, own, { startTime, endTime, temporality }),
      );
      if (temporality === AggregationTemporality.DELTA) {
        before = counted;
        startTime = endTime;
      }
      return {
        resourceMetrics: { resource: emptyResource(), scopeMetrics: [{ scope, metrics }] },
        errors: [],
      };
    },
  };
}

const isCounted = ({ metric }: Sample) => declared(metric).kind !== 'gauge';

interface Times {
  readonly startTime: HrTime;
  readonly endTime: HrTime;
}

interface Period extends Times {
  readonly temporality: AggregationTemporality;
}

function metricData(name: MetricName, samples: readonly Sample[], period: Period): MetricData {
  const { temporality, ...times } = period;
  const { kind, help, unit } = declared(name);
  const common = {
    descriptor: { name, description: help, unit, valueType: ValueType.DOUBLE },
    aggregationTemporality: temporality,
  };
  if (kind === 'histogram') {
    const dataPoints = samples.filter(isHistogram).map((one) => histogramPoint(one, times));
    return { ...common, dataPointType: DataPointType.HISTOGRAM, dataPoints };
  }
  const dataPoints = samples
    .filter(isNumber)
    .map(({ labels, value }) => ({ ...times, attributes: { ...labels }, value }));
  if (kind === 'gauge') return { ...common, dataPointType: DataPointType.GAUGE, dataPoints };
  return { ...common, dataPointType: DataPointType.SUM, isMonotonic: true, dataPoints };
}

const isHistogram = (one: Sample): one is HistogramSample => 'counts' in one;
const isNumber = (one: Sample): one is NumberSample => 'value' in one;

function histogramPoint({ metric, labels, counts, sum }: HistogramSample, times: Times) {
  const boundaries = [...(declared(metric).bounds ?? [])];
  const count = counts.reduce((all, one) => all + one, 0);
  return {
    ...times,
    attributes: { ...labels },
    value: { buckets: { boundaries, counts: [...counts] }, count, sum },
  };
}
