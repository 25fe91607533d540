import type { BlobClient, BlockBlobClient, ContainerClient } from '@azure/storage-blob';
import { isBlobName } from '../../domain/kernel/identifiers/blobName';
import { UnreadableError } from '../../domain/kernel/sealing/unreadable';

/** A name that would lead out of its container. The message omits it: it can be a patient's. */
export class BlobNameError extends UnreadableError {
  override readonly name = 'BlobNameError';

  constructor() {
    super('The name of a blob leads out of its container.', 'its name leads out of its container');
  }
}

/**
 * The blob for a name from outside: from a caller, an event, a record, or a log.
 *
 * @throws BlobNameError
 */
export function blobNamed(container: ContainerClient, name: string): BlobClient {
  return container.getBlobClient(checked(name));
}

/** @throws BlobNameError */
export function blockBlobNamed(container: ContainerClient, name: string): BlockBlobClient {
  return container.getBlockBlobClient(checked(name));
}

function checked(name: string): string {
  if (!isBlobName(name)) throw new BlobNameError();
  return name;
}
