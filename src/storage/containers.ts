import type { BlobServiceClient } from '@azure/storage-blob';
import { logContainer, partialContainer } from './audit/partialTiles';
import { hasStatus } from './blobs/jsonBlobs';

/** The containers of the design, besides `incoming`, whose name is a setting. */
export const containers = {
  arrivals: 'arrivals',
  images: 'images',
  results: 'results',
  identity: 'identity',
  quarantine: 'quarantine',
  audit: logContainer,
  auditPartial: partialContainer,
  models: 'models',
  accounting: 'accounting',
  sessions: 'sessions',
  telemetry: 'telemetry',
  outputs: 'outputs',
  answers: 'answers',
} as const;

/** The container of the Functions host. */
export const hostContainer = 'azure-webjobs-hosts';

/** Creates missing containers. An identity without the right to do so is fine if they all exist. */
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
