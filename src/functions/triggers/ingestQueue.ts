import { app, type InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import { theApp } from '../../app/app';
import { parseBlobCreated } from '../../domain/intake/blobCreated';
import { receiveFileOf } from './receiveFile';

/** The queue that Event Grid fills with BlobCreated events. */
export const arrivalsQueue = 'incoming-events';

/** Like `ingest`, but from the name alone: the host never loads the pixels. */
export async function ingestQueue(message: unknown, context: InvocationContext): Promise<void> {
  const triage = theApp();
  const version = parseBlobCreated(message);
  if (version?.container !== triage.settings.incomingContainer) return;
  await receiveFileOf(triage, context)(version);
}

export function registerIngestQueue(): void {
  app.storageQueue('ingestQueue', {
    queueName: arrivalsQueue,
    connection: theApp().settings.storageConnection,
    extraInputs: [df.input.durableClient()],
    handler: ingestQueue,
  });
}
