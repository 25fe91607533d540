import { app, type InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import { theApp } from '../../app/app';
import { parseBlobCreated } from '../../domain/intake/blobCreated';
import { receiveFileOf } from './receiveFile';

/** The queue that Event Grid fills with BlobCreated events. */
export const arrivalsQueue = 'incoming-events';

/**
 * Like `ingest`, but from the name alone: the host never loads the pixels. Every event is ignored that is not
 * of a finished write into the incoming container.
 */
export async function ingestQueue(message: unknown, context: InvocationContext): Promise<void> {
  const triage = theApp();
  const written = parseBlobCreated(message);
  if (written?.container !== triage.settings.incomingContainer) return;
  const version = written.isEmpty ? await triage.store.incoming.current(written.name) : written;
  if (version) await receiveFileOf(triage, context)(version);
}

export function registerIngestQueue(): void {
  app.storageQueue('ingestQueue', {
    queueName: arrivalsQueue,
    connection: theApp().settings.storageConnection,
    extraInputs: [df.input.durableClient()],
    handler: ingestQueue,
  });
}
