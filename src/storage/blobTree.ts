import type { BlobClient, BlobServiceClient } from '@azure/storage-blob';
import { blobNamed } from './blobAddress';
import { sha256OfStream } from './hash';
import { hasStatus, openBlob, readBytes } from './jsonBlobs';
import { containerOfLog, containersOfLog, logContainer } from './partialTiles';

/**
 * A storage account as verification reads it: blobs by container and name. Partial tiles and bundles are named in
 * the log's container, as in an export, wherever they lie.
 */
export class AccountTree {
  constructor(private readonly blobs: BlobServiceClient) {}

  /** @throws BlobNameError */
  async read(container: string, name: string): Promise<Buffer | undefined> {
    return readBytes(this.#blob(container, name));
  }

  /** @throws BlobNameError */
  async sha256(container: string, name: string): Promise<string | undefined> {
    const blob = await openBlob(this.#blob(container, name));
    return blob && sha256OfStream(blob.stream);
  }

  #blob(container: string, name: string): BlobClient {
    const home = container === logContainer ? containerOfLog(name) : container;
    return blobNamed(this.blobs.getContainerClient(home), name);
  }

  async *list(container: string, prefix = '', since = 0): AsyncGenerator<string> {
    const homes = container === logContainer ? containersOfLog(prefix) : [container];
    for (const home of homes) yield* this.#names(home, prefix, since);
  }

  async *#names(container: string, prefix: string, since: number): AsyncGenerator<string> {
    try {
      for await (const { name, properties } of this.blobs
        .getContainerClient(container)
        .listBlobsFlat({ prefix }))
        if (properties.lastModified.getTime() >= since) yield name;
    } catch (error) {
      if (!hasStatus(error, 404)) throw error;
    }
  }
}
