import { z } from 'zod';
import { isOverTls, overTls } from '../connections/overTls';
import type { AzureMonitorSettings, TelemetrySettings } from '../telemetry/telemetry';

const guid = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';
/** As Azure Functions writes it, and its host reads it; in any order. */
const byIdentity = new RegExp(
  `^(?=(?:.*;)?Authorization=AAD(?:;|$))(?:(?:Authorization=AAD|ClientId=${guid})(?:;|$))+$`,
);
const clientIdIn = new RegExp(`ClientId=(${guid})`);

/** Names that OpenTelemetry and Azure Functions have given them: the host reads the same. */
export const telemetryEnvironment = {
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'expected the https address of a collector' })
    .refine(isOverTls, overTls)
    .optional(),
  OTEL_METRIC_EXPORT_INTERVAL: z.coerce.number().int().min(100).max(86_400_000).default(60_000),
  APPLICATIONINSIGHTS_CONNECTION_STRING: z
    .string()
    .regex(
      new RegExp(`(?:^|;)InstrumentationKey=${guid}(?:;|$)`, 'i'),
      'expected the connection string of an Application Insights resource',
    )
    .refine(isOverTls, overTls)
    .optional(),
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: z
    .string()
    .regex(
      byIdentity,
      'expected Authorization=AAD, or Authorization=AAD;ClientId=ID for a user-assigned identity',
    )
    .optional(),
  TRIAGE_TRACES_SAMPLED: z.coerce.number().min(0).max(1).default(1),
};

const environmentSchema = z.object(telemetryEnvironment);
type Environment = z.infer<typeof environmentSchema>;

export function telemetrySettings(environment: Environment): TelemetrySettings {
  const azureMonitor = azureMonitorOf(environment);
  return {
    otlp: environment.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined,
    ...(azureMonitor === undefined ? {} : { azureMonitor }),
    sampled: environment.TRIAGE_TRACES_SAMPLED,
    metricsMilliseconds: environment.OTEL_METRIC_EXPORT_INTERVAL,
  };
}

function azureMonitorOf(environment: Environment): AzureMonitorSettings | undefined {
  const connectionString = environment.APPLICATIONINSIGHTS_CONNECTION_STRING;
  if (connectionString === undefined) return undefined;
  const authentication = environment.APPLICATIONINSIGHTS_AUTHENTICATION_STRING;
  if (authentication === undefined) return { connectionString };
  const clientId = clientIdIn.exec(authentication)?.[1];
  return { connectionString, identity: clientId === undefined ? {} : { clientId } };
}
