import { type DurableClient, OrchestrationRuntimeStatus } from 'durable-functions';
import { type Starter, versionedInput } from '../contract/orchestrations';

export const unfinishedStatuses = [
  OrchestrationRuntimeStatus.Pending,
  OrchestrationRuntimeStatus.Running,
  OrchestrationRuntimeStatus.ContinuedAsNew,
  OrchestrationRuntimeStatus.Suspended,
];

/**
 * The SDK distinguishes "no such instance" from other failures only by the error's text, so only this
 * function reads it.
 */
const noInstance = /replied with HTTP 404|No instance with ID/;

function isNoInstance(error: unknown): boolean {
  return error instanceof Error && noInstance.test(error.message);
}

/** The durable client, adapted to at-least-once delivery: repeating a finished call is not an error. */
export function durableStarter(client: DurableClient): Starter {
  const isRunning = async (instanceId: string): Promise<boolean> => {
    try {
      return unfinishedStatuses.includes((await client.getStatus(instanceId)).runtimeStatus);
    } catch (error) {
      if (isNoInstance(error)) return false;
      throw error;
    }
  };
  return {
    isRunning,
    start: async (name, instanceId, input) => {
      try {
        await client.startNew(name, { instanceId, input: versionedInput(name, input) });
      } catch (error) {
        if (!(await isRunning(instanceId))) throw error;
      }
    },
    raise: async (_name, instanceId, event) => {
      try {
        await client.raiseEvent(instanceId, event, {});
      } catch (error) {
        if (!isNoInstance(error)) throw error;
      }
    },
  };
}
