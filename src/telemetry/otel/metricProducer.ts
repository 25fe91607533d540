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
import type { HistogramSample, NumberSample, Sample } from '../samples';
import { scope } from './scope';

/**
 * Our samples as the SDK exports them: cumulative since the process started, so that a lost export loses
 * nothing.
 */
export function metricProducer(samples: () => readonly Sample[], startedAt: number): MetricProducer {
  const startTime = millisToHrTime(startedAt);
  return {
    collect: async () => {
      const endTime = millisToHrTime(Date.now());
      const byName = Map.groupBy(samples(), ({ metric }) => metric);
      const metrics = [...byName].map(([name, own]) => metricData(name, own, { startTime, endTime }));
      return {
        resourceMetrics: { resource: emptyResource(), scopeMetrics: [{ scope, metrics }] },
        errors: [],
      };
    },
  };
}

interface Times {
  readonly startTime: HrTime;
  readonly endTime: HrTime;
}

function metricData(name: MetricName, samples: readonly Sample[], times: Times): MetricData {
  const { kind, help, unit } = declared(name);
  const common = {
    descriptor: { name, description: help, unit, valueType: ValueType.DOUBLE },
    aggregationTemporality: AggregationTemporality.CUMULATIVE,
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
