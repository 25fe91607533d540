import type { DequeuedMessageItem } from '@azure/storage-queue';
import type { Connections } from '../connections';
import type { ClientBinding } from '../durable/clientBinding';
import { asError } from '../errors';
import type { AppFunction, FunctionCatalogue } from '../functionCatalogue';
import type { HostSettings } from '../hostSettings';
import type { Log } from '../logging';
import type { TypedData } from '../worker/messages';
import type { WorkerProcess } from '../worker/workerProcess';
import type { FoundBlob } from './blobLine';
import { QueueListener, UnreadableMessageError } from './queueListener';

/** Calls a listener with each blob that was put into one of the containers. */
export type WatchWrites = (
  containers: readonly string[],
  written: (blob: Omit<FoundBlob, 'functionId'>) => void,
) => void;

/** What queue and blob triggers need. */
export interface TriggerContext {
  readonly catalogue: FunctionCatalogue;
  readonly worker: WorkerProcess;
  readonly clients: ClientBinding;
  readonly settings: HostSettings;
  readonly blobContents: boolean;
  readonly connections: Connections;
  /** Absent if there is no telling what is written to the own storage. */
  readonly watchWrites?: WatchWrites;
  readonly log: Log;
}

/** A listener for every queue-triggered function. */
export function queueTriggers(context: TriggerContext): Promise<QueueListener[]> {
  const { batchSize, newBatchThreshold, maxDequeueCount, visibilityTimeoutSeconds } = context.settings.queues;
  const listener = async (target: AppFunction) => {
    const { queues } = await context.connections.of(target);
    const name = String(target.trigger.queueName);
    const poisonQueue = queues.getQueueClient(`${name}-poison`);
    return new QueueListener({
      queue: queues.getQueueClient(name),
      poisonQueueOf: () => poisonQueue,
      wanted: (handling) => (handling <= newBatchThreshold ? batchSize : 0),
      maxDequeueCount,
      retryAfterSeconds: visibilityTimeoutSeconds,
      handle: (message) => call(context, target, message),
      log: context.log,
    });
  };
  return Promise.all(context.catalogue.of('queue').map(listener));
}

async function call(
  { worker, clients, settings, log }: TriggerContext,
  target: AppFunction,
  message: DequeuedMessageItem,
): Promise<void> {
  const text = settings.queues.base64 ? decoded(message.messageText) : message.messageText;
  const about: Record<string, TypedData> = {
    QueueTrigger: { string: text },
    Id: { string: message.messageId },
    DequeueCount: { int: message.dequeueCount },
    PopReceipt: { string: message.popReceipt },
    InsertionTime: { json: JSON.stringify(message.insertedOn) },
    ExpirationTime: { json: JSON.stringify(message.expiresOn) },
    NextVisibleTime: { json: JSON.stringify(message.nextVisibleOn) },
  };
  try {
    await worker.invoke(
      target.metadata,
      { [target.triggerName]: { string: text }, ...clients.inputs(target) },
      about,
    );
  } catch (error) {
    log(
      'error',
      `${asError(error).message} (try ${message.dequeueCount} of ${settings.queues.maxDequeueCount})`,
      {
        source: 'app',
        functionName: target.name,
      },
    );
    throw error;
  }
}

function decoded(text: string): string {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64').replace(/=+$/, '') !== text.trim().replace(/=+$/, '')) {
    throw new UnreadableMessageError(
      'it is not encoded in base64, as extensions.queues.messageEncoding of host.json has it',
    );
  }
  return bytes.toString('utf8');
}
