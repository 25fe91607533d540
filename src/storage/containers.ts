import type { BlobServiceClient } from '@azure/storage-blob';
import { hasStatus } from './jsonBlobs';

/** The containers of the design beside `incoming`, whose name is a setting. */
export const containers = {
  arrivals: 'arrivals',
  images: 'images',
  results: 'results',
  identity: 'identity',
  quarantine: 'quarantine',
  audit: 'audit',
  models: 'models',
} as const;

/** The Functions host's own. */
export const hostContainer = 'azure-webjobs-hosts';

/** Creates what is missing; an identity without the right to do so is fine where all are there. */
export async function ensureContainers(blobs: BlobServiceClient, incoming: string): Promise<void> {
  for (const name of [incoming, ...Object.values(containers)]) {
    const container = blobs.getContainerClient(name);
    try {
      await container.createIfNotExists();
    } catch (error) {
      if (!hasStatus(error, 403) || !(await container.exists())) throw error;
    }
  }
}
