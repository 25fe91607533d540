import type { Outcome } from '../domain/intake/arrival';
import { traceOf } from '../telemetry/span';
import { type Samples, Telemetry, type TelemetrySettings } from '../telemetry/telemetry';

export interface AppTelemetryDeps {
  readonly settings: TelemetrySettings;
  readonly version: string;
  readonly logError: (message: string) => void;
}

/** The SDK is loaded when the first thing is exported, and never if the settings name no destination. */
export function openTelemetry({ settings, version, logError }: AppTelemetryDeps): Telemetry {
  const exports = settings.otlp || settings.azureMonitor !== undefined;
  const open = async (samples: Samples) => {
    const { startExporting } = await import('../telemetry/otel/startExporting.ts');
    return startExporting({ settings, version, samples, logError });
  };
  return new Telemetry({
    open: exports ? open : undefined,
    measurementsLast: 1.5 * settings.metricsMilliseconds,
    logError,
  });
}

/** Counts how an arrival ended, and records the span from its arrival to its result. */
export function countOutcome(telemetry: Telemetry, ended: Outcome, receivedAt: string): void {
  const { outcome, arrivalId, finishedAt } = ended;
  const reason = 'reason' in ended ? ended.reason : undefined;
  const [start, end] = [Date.parse(receivedAt), Date.parse(finishedAt)];
  telemetry.counters.count('triage.files', { outcome, reason });
  telemetry.counters.observe('triage.time_to_result', { outcome }, Math.max(0, end - start) / 1000);
  const { traceId, rootId } = traceOf(arrivalId);
  telemetry.span({
    name: 'triageImage',
    kind: 'consumer',
    traceId,
    spanId: rootId,
    start: Math.min(start, end),
    end,
    attributes: { 'triage.outcome': outcome, 'triage.reason': reason },
  });
}
