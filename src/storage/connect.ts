import { TableClient } from '@azure/data-tables';
import { BlobServiceClient } from '@azure/storage-blob';
import type { QueueClient } from '@azure/storage-queue';
import { QueueServiceClient } from '@azure/storage-queue';
import { credentialOf } from '../connections/credential';
import type { StorageSettings } from '../settings/accounts';

export interface StorageClients {
  readonly blobs: BlobServiceClient;
  queue(name: string): QueueClient;
  table(name: string): TableClient;
}

/**
 * The clients repeat a request on their own: that of blobs after 500, 503 and faults of the network, that of tables also
 * after 408, 429 and the rest of 5xx. What is left is tried again by `againIfPassing`, and then by Durable Functions.
 */
const blobRetries = { maxTries: 4, tryTimeoutInMs: 60_000, maxRetryDelayInMs: 4_000 };
const tableRetries = { maxRetries: 3, maxRetryDelayInMs: 4_000 };

export function connectStorage(settings: StorageSettings): StorageClients {
  if (settings.kind === 'connection-string') {
    const { connectionString } = settings;
    const options = {
      retryOptions: tableRetries,
      // Azurite speaks plain HTTP on the loopback interface.
      allowInsecureConnection: /http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(connectionString),
    };
    return {
      blobs: BlobServiceClient.fromConnectionString(connectionString, { retryOptions: blobRetries }),
      queue: (name) => QueueServiceClient.fromConnectionString(connectionString).getQueueClient(name),
      table: (name) => TableClient.fromConnectionString(connectionString, name, options),
    };
  }
  const { blobUrl, queueUrl, tableUrl } = settings;
  const credential = credentialOf(settings.credential);
  return {
    blobs: new BlobServiceClient(blobUrl, credential, { retryOptions: blobRetries }),
    queue: (name) => new QueueServiceClient(queueUrl, credential).getQueueClient(name),
    table: (name) => new TableClient(tableUrl, name, credential, { retryOptions: tableRetries }),
  };
}
