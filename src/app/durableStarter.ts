import { type DurableClient, OrchestrationRuntimeStatus } from 'durable-functions';
import { type Starter, versionedInput } from '../contract/orchestrations';

export const unfinishedStatuses = [
  OrchestrationRuntimeStatus.Pending,
  OrchestrationRuntimeStatus.Running,
  OrchestrationRuntimeStatus.ContinuedAsNew,
  OrchestrationRuntimeStatus.Suspended,
];

/** The SDK tells "there is no such instance" from other failures by its text alone: it is read here, and nowhere else. */
const noInstance = /replied with HTTP 404|No instance with ID/;

function isNoInstance(error: unknown): boolean {
  return error instanceof Error && noInstance.test(error.message);
}

/** The durable client with the answers that at-least-once delivery needs: what is done already is no failure. */
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
