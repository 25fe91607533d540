import { randomUUID } from 'node:crypto';
import { type DiagLogFunction, DiagLogLevel, diag } from '@opentelemetry/api';
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import {
  AggregationTemporality,
  InstrumentType,
  MeterProvider,
  PeriodicExportingMetricReader,
  type PushMetricExporter,
} from '@opentelemetry/sdk-metrics';
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-base';
import type { Exporting, Samples, TelemetrySettings } from '../telemetry';
import { openDestinations } from './exporters';
import { metricProducer } from './metricProducer';
import { SpanIds, startSpan } from './spans';

/** After this long, what could not be sent is given up when the process ends. */
const closingMilliseconds = 3000;
/** Failures are told at most this often. */
const tellEveryMilliseconds = 600_000;

export interface ExportingDeps {
  readonly settings: TelemetrySettings;
  /** Version of the app. */
  readonly version: string;
  readonly samples: Samples;
  readonly logError: (message: string) => void;
}

/** Starts the SDK: batches of spans as they come, and metrics at intervals. */
export async function startExporting(deps: ExportingDeps): Promise<Exporting> {
  const { settings, version, samples, logError } = deps;
  tellFailures(logError);
  const destinations = await openDestinations(settings);
  const resource = resourceOf(version);
  const ids = new SpanIds();
  const tracers = new BasicTracerProvider({
    resource,
    idGenerator: ids,
    sampler: new TraceIdRatioBasedSampler(settings.sampled),
    spanProcessors: destinations.map(({ spans }) => new BatchSpanProcessor(spans)),
  });
  const startedAt = Date.now();
  const meters = new MeterProvider({
    resource,
    readers: destinations.map(
      ({ metrics: exporter }) =>
        new PeriodicExportingMetricReader({
          exporter,
          exportIntervalMillis: settings.metricsMilliseconds,
          exportTimeoutMillis: Math.min(settings.metricsMilliseconds, 10_000),
          metricProducers: [metricProducer(samples, startedAt, temporalityOf(exporter))],
        }),
    ),
  });
  return {
    span: (span) => startSpan(tracers, ids, span).end(span.end),
    close: async () => {
      const closing = Promise.allSettled([tracers.shutdown(), meters.shutdown()]);
      await Promise.race([closing, new Promise((done) => setTimeout(done, closingMilliseconds).unref())]);
    },
  };
}

/** That of what is counted. */
function temporalityOf(exporter: PushMetricExporter): AggregationTemporality {
  return exporter.selectAggregationTemporality?.(InstrumentType.COUNTER) ?? AggregationTemporality.CUMULATIVE;
}

/** What the environment says of the service (`OTEL_SERVICE_NAME`, `OTEL_RESOURCE_ATTRIBUTES`) has precedence. */
function resourceOf(version: string) {
  return resourceFromAttributes({
    'service.name': 'imaging-triage',
    'service.version': version,
    'service.instance.id': randomUUID(),
  }).merge(detectResources({ detectors: [envDetector] }));
}

/** The SDK tells some errors as JSON, with their stacks. */
function inShort(message: string): string {
  try {
    const { name, message: text } = JSON.parse(message) as {
      readonly name?: unknown;
      readonly message?: unknown;
    };
    return `${name}: ${text}`;
  } catch {
    return message;
  }
}

/** The SDK keeps its failures to itself otherwise. Its messages name addresses and statuses, never what was sent. */
function tellFailures(logError: (message: string) => void): void {
  let toldAt = Number.NEGATIVE_INFINITY;
  const tell: DiagLogFunction = (message) => {
    if (Date.now() - toldAt < tellEveryMilliseconds) return;
    toldAt = Date.now();
    logError(`telemetry could not be sent: ${inShort(message)}`);
  };
  const silent: DiagLogFunction = () => {};
  const logger = { error: tell, warn: silent, info: silent, debug: silent, verbose: silent };
  diag.setLogger(logger, { logLevel: DiagLogLevel.ERROR, suppressOverrideMessage: true });
}
