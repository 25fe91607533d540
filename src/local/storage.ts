import { BlobServiceClient } from '@azure/storage-blob';
import { QueueServiceClient } from '@azure/storage-queue';
import { asError, RuntimeStartError } from './errors';

/** The storage account that the runtime and the app share. */
export interface Storage {
  readonly blobs: BlobServiceClient;
  readonly queues: QueueServiceClient;
}

const probeOptions = { retryOptions: { maxTries: 2, tryTimeoutInMs: 5_000, retryDelayInMs: 200 } };

/** Connects to the account and checks that it answers. */
export async function connectStorage(connectionString: string): Promise<Storage> {
  let storage: Storage;
  try {
    storage = {
      blobs: BlobServiceClient.fromConnectionString(connectionString),
      queues: QueueServiceClient.fromConnectionString(connectionString),
    };
  } catch (error) {
    throw new RuntimeStartError(
      `The storage connection string cannot be read (${asError(error).message}): check it.`,
    );
  }
  await check('blob', storage.blobs.url, () =>
    BlobServiceClient.fromConnectionString(connectionString, probeOptions).getProperties(),
  );
  await check('queue', storage.queues.url, () =>
    QueueServiceClient.fromConnectionString(connectionString, probeOptions).getProperties(),
  );
  return storage;
}

async function check(service: string, url: string, ask: () => Promise<unknown>): Promise<void> {
  try {
    await ask();
  } catch (error) {
    const { statusCode } = error as { statusCode?: number };
    const { origin } = new URL(url);
    if (statusCode === 403) {
      throw new RuntimeStartError(
        `The ${service} service at ${origin} refuses the account key: check the connection string.`,
      );
    }
    const why = asError(error).message.split('\n')[0];
    throw new RuntimeStartError(
      `The ${service} service at ${origin} does not answer (${why}): start it, or leave the connection string out to have one started.`,
    );
  }
}
