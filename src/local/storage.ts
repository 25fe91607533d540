import { BlobServiceClient } from '@azure/storage-blob';
import { QueueServiceClient } from '@azure/storage-queue';
import { credentialOf } from '../connections/credential';
import type { StorageConnection } from '../connections/storageConnection';
import { asError, RuntimeStartError } from './errors';

/** A storage account that the runtime and the app share. */
export interface Storage {
  readonly blobs: BlobServiceClient;
  readonly queues: QueueServiceClient;
}

const probeOptions = { retryOptions: { maxTries: 2, tryTimeoutInMs: 5_000, retryDelayInMs: 200 } };

/** Connects to the account and checks that it answers. */
export async function connectStorage(connection: StorageConnection): Promise<Storage> {
  let storage: Storage;
  try {
    storage = clients(connection);
  } catch (error) {
    throw new RuntimeStartError(
      `The storage connection string cannot be read (${asError(error).message}): check it.`,
    );
  }
  const probe = clients(connection, probeOptions);
  await check('blob', storage.blobs.url, () => probe.blobs.getProperties());
  await check('queue', storage.queues.url, () => probe.queues.getProperties());
  return storage;
}

function clients(connection: StorageConnection, options: object = {}): Storage {
  if (connection.kind === 'connection-string') {
    const { connectionString } = connection;
    return {
      blobs: BlobServiceClient.fromConnectionString(connectionString, options),
      queues: QueueServiceClient.fromConnectionString(connectionString, options),
    };
  }
  const credential = credentialOf(connection.credential);
  return {
    blobs: new BlobServiceClient(connection.blobUrl, credential, options),
    queues: new QueueServiceClient(connection.queueUrl, credential, options),
  };
}

async function check(service: string, url: string, ask: () => Promise<unknown>): Promise<void> {
  try {
    await ask();
  } catch (error) {
    const { statusCode } = error as { statusCode?: number };
    const { origin } = new URL(url);
    if (statusCode === 403) {
      throw new RuntimeStartError(
        `The ${service} service at ${origin} refuses the account key or the identity: check the connection.`,
      );
    }
    const why = asError(error).message.split('\n')[0];
    throw new RuntimeStartError(
      `The ${service} service at ${origin} does not answer (${why}): start it, or leave the connection string out to have one started.`,
    );
  }
}
