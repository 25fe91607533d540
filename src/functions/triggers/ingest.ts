import { app, type InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import { theApp } from '../../app/app';
import { firstLookBytes } from '../../domain/intake/lane';
import { receiveFileOf } from './receiveFile';

/**
 * The `{name}` of the path is not used: the worker parses it as JSON if it can, and turns a blob named `007`
 * or `1e3` into a number. `blobTrigger`, container and name, is never valid JSON.
 */
function nameOf(context: InvocationContext, container: string): string {
  const path = context.triggerMetadata?.blobTrigger;
  if (typeof path !== 'string' || !path.startsWith(`${container}/`)) {
    throw new Error('the host did not say which blob triggered this function');
  }
  return path.slice(container.length + 1);
}

/**
 * Uses only the blob's name: the bytes that the host passes are ignored, and its properties lack the ETag. So
 * the version is the current one; a later one has an event of its own.
 */
export async function ingest(_bytes: unknown, context: InvocationContext): Promise<void> {
  const triage = theApp();
  const name = nameOf(context, triage.settings.incomingContainer);
  const receive = receiveFileOf(triage, context);
  await triage.receiving
    .look(() => triage.store.incoming.currentStart(name, firstLookBytes))
    .then((version) => version && receive(version));
}

export function registerIngest(): void {
  const { settings } = theApp();
  app.storageBlob('ingest', {
    path: `${settings.incomingContainer}/{name}`,
    connection: settings.storageConnection,
    source: settings.blobSource,
    extraInputs: [df.input.durableClient()],
    handler: ingest,
  });
}
