import type { InvocationContext } from '@azure/functions';
import type { App } from '../../app/app';
import type { StepName } from '../../contract/steps';
import { traceOf } from '../../telemetry/span';

/** Steps of orchestrations that run longer than a trace is looked at: each is a trace's first span. */
const unending: ReadonlySet<StepName> = new Set([
  'advanceReview',
  'startNotices',
  'sendNotice',
  'sendOutput',
]);

/**
 * Runs a step, and records one span and one duration for the attempt. All that the trace needs follows from the
 * id of the orchestration's instance, which the host states.
 */
export async function tracedStep<T>(
  { telemetry }: Pick<App, 'telemetry'>,
  step: StepName,
  context: InvocationContext,
  run: () => Promise<T>,
): Promise<T> {
  const start = Date.now();
  const record = (attributes: Readonly<Record<string, string | undefined>>, error?: string) => {
    const end = Date.now();
    const { traceId, rootId } = traceOf(instanceOf(context));
    telemetry.counters.observe(
      'triage.step.duration',
      { step, result: error === undefined ? 'done' : 'failed' },
      (end - start) / 1000,
    );
    telemetry.span({
      name: step,
      kind: 'internal',
      traceId,
      parentId: unending.has(step) ? undefined : rootId,
      start,
      end,
      attributes: { 'faas.invocation_id': context.invocationId, ...attributes },
      error,
      host: context.traceContext?.traceParent,
    });
  };
  try {
    const result = await run();
    record(outcomeOf(result));
    return result;
  } catch (error) {
    record({}, error instanceof Error ? error.name : 'unknown');
    throw error;
  }
}

function instanceOf({ triggerMetadata, invocationId }: InvocationContext): string {
  const id = triggerMetadata?.instanceId;
  return typeof id === 'string' ? id : invocationId;
}

/** The codes in the result of a step that decides something. */
function outcomeOf(result: unknown): Readonly<Record<string, string | undefined>> {
  const { outcome, reason } = (result ?? {}) as { readonly outcome?: unknown; readonly reason?: unknown };
  return {
    'triage.outcome': typeof outcome === 'string' ? outcome : undefined,
    'triage.reason': typeof reason === 'string' ? reason : undefined,
  };
}
