import type { InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import type { App } from '../../app/app';
import { durableStarter } from '../../app/durableStarter';
import type { Starter } from '../../contract/orchestrations';
import { traceOf } from '../../telemetry/span';

/** Starts orchestrations; each start is a span in the trace of what was started. */
export function tracedStarter({ telemetry }: Pick<App, 'telemetry'>, context: InvocationContext): Starter {
  const starter = durableStarter(df.getClient(context));
  return {
    ...starter,
    start: async (name, instanceId, input) => {
      const start = Date.now();
      await starter.start(name, instanceId, input);
      const { traceId, rootId } = traceOf(instanceId);
      telemetry.span({
        name: `start ${name}`,
        kind: 'producer',
        traceId,
        parentId: name === 'triageImage' ? rootId : undefined,
        start,
        end: Date.now(),
        attributes: { 'faas.invocation_id': context.invocationId },
        host: context.traceContext?.traceParent,
      });
    },
  };
}
