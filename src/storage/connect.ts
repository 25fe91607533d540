import { TableClient } from '@azure/data-tables';
import { DefaultAzureCredential } from '@azure/identity';
import { BlobServiceClient } from '@azure/storage-blob';
import type { StorageSettings } from '../settings/settings';

export interface StorageClients {
  readonly blobs: BlobServiceClient;
  table(name: string): TableClient;
}

/**
 * The clients retry on their own; after that the activity fails, and Durable Functions tries it again later.
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
      table: (name) => TableClient.fromConnectionString(connectionString, name, options),
    };
  }
  const credential = new DefaultAzureCredential();
  return {
    blobs: new BlobServiceClient(settings.blobUrl, credential, { retryOptions: blobRetries }),
    table: (name) => new TableClient(settings.tableUrl, name, credential, { retryOptions: tableRetries }),
  };
}
