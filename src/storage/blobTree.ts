import type { BlobServiceClient } from '@azure/storage-blob';
import { blobNamed } from './blobAddress';
import { sha256OfStream } from './hash';
import { hasStatus, openBlob, readBytes } from './jsonBlobs';

/** A storage account as verification reads it: blobs by container and name. */
export class AccountTree {
  constructor(private readonly blobs: BlobServiceClient) {}

  /** @throws BlobNameError */
  async read(container: string, name: string): Promise<Buffer | undefined> {
    return readBytes(blobNamed(this.blobs.getContainerClient(container), name));
  }

  /** @throws BlobNameError */
  async sha256(container: string, name: string): Promise<string | undefined> {
    const blob = await openBlob(blobNamed(this.blobs.getContainerClient(container), name));
    return blob && sha256OfStream(blob.stream);
  }

  async *list(container: string, prefix = ''): AsyncGenerator<string> {
    try {
      for await (const { name } of this.blobs.getContainerClient(container).listBlobsFlat({ prefix }))
        yield name;
    } catch (error) {
      if (!hasStatus(error, 404)) throw error;
    }
  }
}
