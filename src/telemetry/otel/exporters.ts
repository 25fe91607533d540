import type { PushMetricExporter } from '@opentelemetry/sdk-metrics';
import type { SpanExporter } from '@opentelemetry/sdk-trace-base';
import { credentialOf } from '../../connections/credential';
import type { AzureMonitorSettings, TelemetrySettings } from '../telemetry';

/** One destination. */
export interface Destination {
  readonly spans: SpanExporter;
  readonly metrics: PushMetricExporter;
}

/** The destinations that the settings name; the packages of others are not loaded. */
export async function openDestinations(settings: TelemetrySettings): Promise<Destination[]> {
  const { otlp, azureMonitor } = settings;
  return Promise.all([
    ...(otlp ? [openOtlp()] : []),
    ...(azureMonitor ? [openAzureMonitor(azureMonitor)] : []),
  ]);
}

/** Address, headers, compression and timeouts are read from the environment by the exporters. */
async function openOtlp(): Promise<Destination> {
  const [{ OTLPTraceExporter }, { OTLPMetricExporter }] = await Promise.all([
    import('@opentelemetry/exporter-trace-otlp-proto'),
    import('@opentelemetry/exporter-metrics-otlp-proto'),
  ]);
  return { spans: new OTLPTraceExporter(), metrics: new OTLPMetricExporter() };
}

async function openAzureMonitor({ connectionString, identity }: AzureMonitorSettings): Promise<Destination> {
  // The exporter would report its own use to its maker.
  for (const name of noStatistics) process.env[name] = 'true';
  const { AzureMonitorMetricExporter, AzureMonitorTraceExporter } = await import(
    '@azure/monitor-opentelemetry-exporter'
  );
  const options = {
    connectionString,
    // What could not be sent is dropped: nothing is left on the disk of an instance.
    disableOfflineStorage: true,
    ...(identity === undefined
      ? {}
      : { credential: credentialOf({ kind: 'managed-identity', ...identity }) }),
  };
  return { spans: new AzureMonitorTraceExporter(options), metrics: new AzureMonitorMetricExporter(options) };
}

const noStatistics = [
  'APPLICATION_INSIGHTS_NO_STATSBEAT',
  'APPLICATIONINSIGHTS_STATSBEAT_DISABLED',
  'APPLICATIONINSIGHTS_SDKSTATS_DISABLED',
] as const;
