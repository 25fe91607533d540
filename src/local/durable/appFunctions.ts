import type { FunctionCatalogue } from '../functionCatalogue';
import type { TypedData } from '../worker/messages';
import type { WorkerProcess } from '../worker/workerProcess';
import type { ActivityWork } from './activityRunner';
import type { ClientBinding } from './clientBinding';
import type { HistoryEvent } from './history';
import type { HubFunctions } from './hub';
import { unknownFunction } from './startInstance';
import type { TurnStart } from './turnTypes';

/** The app's orchestrators and activities as the hub calls them. */
export function hubFunctions(
  catalogue: FunctionCatalogue,
  worker: WorkerProcess,
  clients: ClientBinding,
): HubFunctions {
  return {
    orchestratorName: (name) => catalogue.find('orchestration', name)?.name,

    orchestrate: async (turn) => {
      const { name } = turn.instance.record;
      const orchestrator = catalogue.find('orchestration', name);
      if (orchestrator === undefined) throw new Error(unknownFunction(name, 'orchestrator'));
      const { returnValue } = await worker.invoke(orchestrator.metadata, {
        [orchestrator.triggerName]: { string: orchestratorInput(turn) },
        ...clients.inputs(orchestrator),
      });
      if (returnValue?.json === undefined) throw new Error('the orchestrator did not answer with its state');
      return { json: returnValue.json };
    },

    runActivity: async ({ name, input }: ActivityWork, instanceId) => {
      const activity = catalogue.find('activity', name);
      if (activity === undefined) throw new Error(unknownFunction(name, 'activity'));
      const { returnValue } = await worker.invoke(
        activity.metadata,
        {
          [activity.triggerName]: input === null ? null : { string: asTextOfDotNet(input) },
          ...clients.inputs(activity),
        },
        { InstanceId: { string: instanceId } },
      );
      return jsonOf(returnValue);
    },
  };
}

/**
 * The input of the SDK's orchestration trigger: the whole history, with its new part marked as not played.
 */
function orchestratorInput({ instance, fresh }: TurnStart): string {
  const { record, history } = instance;
  const played = (event: HistoryEvent, IsPlayed: boolean) => ({ ...event, IsPlayed });
  return JSON.stringify({
    history: [...history.map((event) => played(event, true)), ...fresh.map((event) => played(event, false))],
    input: JSON.parse(record.input) as unknown,
    instanceId: record.id,
    isReplaying: history.length > 0,
    parentInstanceId: record.parent?.instanceId ?? null,
    upperSchemaVersion: 1,
    upperSchemaVersionNew: 2,
    longRunningTimerIntervalDuration: '3.00:00:00',
    maximumShortTimerDuration: '6.00:00:00',
    defaultHttpAsyncRequestSleepTimeMillseconds: 30_000,
  });
}

/** The engine hands an activity its input as .NET's text of it, which is JSON except for a bare boolean. */
function asTextOfDotNet(json: string): string {
  return json === 'true' ? 'True' : json === 'false' ? 'False' : json;
}

/** A function's return value as JSON; null for nothing. */
function jsonOf(value: TypedData | null | undefined): string | null {
  if (value === null || value === undefined) return null;
  if (value.json !== undefined) return value.json;
  if (value.string !== undefined) return JSON.stringify(value.string);
  if (value.bytes !== undefined) return JSON.stringify(Buffer.from(value.bytes).toString('base64'));
  return JSON.stringify(value.int ?? value.double ?? null);
}
