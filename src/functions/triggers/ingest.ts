import { app, type InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import { type App, theApp } from '../../app/app';
import type { ReceivedFile } from '../../operations/intake/receiveFile';
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

interface HostProperties {
  readonly eTag?: unknown;
  readonly lastModified?: unknown;
}

/** The version that triggered; if the host does not state it, the current one. */
async function versionOf(
  { store }: App,
  context: InvocationContext,
  name: string,
): Promise<ReceivedFile | undefined> {
  const { eTag, lastModified } = (context.triggerMetadata?.properties ?? {}) as HostProperties;
  const time = typeof lastModified === 'string' ? Date.parse(lastModified) : Number.NaN;
  if (typeof eTag === 'string' && eTag !== '' && !Number.isNaN(time)) {
    return { name, etag: eTag, createdAt: new Date(time).toISOString() };
  }
  return store.incoming.current(name);
}

/** Uses only the blob's name and ETag; the bytes that the host passes are ignored. */
export async function ingest(_bytes: unknown, context: InvocationContext): Promise<void> {
  const triage = theApp();
  const name = nameOf(context, triage.settings.incomingContainer);
  const version = await versionOf(triage, context, name);
  if (version) await receiveFileOf(triage, context)(version);
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
