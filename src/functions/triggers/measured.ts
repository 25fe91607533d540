import type { InvocationContext } from '@azure/functions';
import type { App } from '../../app/app';

let measuredAt = Number.NEGATIVE_INFINITY;

/** Measures for telemetry, where something is exported, and at most once between two exports. */
export async function measured(
  { telemetry, measure, settings }: Pick<App, 'telemetry' | 'measure' | 'settings'>,
  context: InvocationContext,
): Promise<void> {
  const { metricsMilliseconds } = settings.telemetry;
  if (!telemetry.exports || Date.now() - measuredAt < metricsMilliseconds) return;
  measuredAt = Date.now();
  try {
    telemetry.measured(await measure.gauges());
  } catch (error) {
    context.warn(`nothing could be measured for telemetry: ${(error as Error).name}`);
  }
}
