import type { ContainerClient } from '@azure/storage-blob';

/** A version of a blob, as one function sees it. */
export interface BlobVersion {
  readonly functionId: string;
  readonly container: string;
  readonly name: string;
  readonly etag: string;
}

/**
 * Which blobs were handed on, recorded as in the real host: an empty blob for each function and version, with
 * the metadata `Completed`, once the message about it is in the queue. This host is the only one with its id,
 * so what it read at the start and has written since is complete.
 */
export class BlobReceipts {
  readonly #completed = new Set<string>();

  private constructor(
    private readonly blobs: ContainerClient,
    private readonly hostId: string,
  ) {}

  static async open(blobs: ContainerClient, hostId: string): Promise<BlobReceipts> {
    await blobs.createIfNotExists();
    const receipts = new BlobReceipts(blobs, hostId);
    const prefix = `blobreceipts/${hostId}/`;
    for await (const { name, metadata = {} } of blobs.listBlobsFlat({ prefix, includeMetadata: true })) {
      const completed = Object.entries(metadata).some(
        ([key, value]) => key.toLowerCase() === 'completed' && value === 'true',
      );
      if (completed) receipts.#completed.add(name);
    }
    return receipts;
  }

  isCompleted(version: BlobVersion): boolean {
    return this.#completed.has(this.#path(version));
  }

  /**
   * Runs `handOn` for a version that has not been handed on. After a crash before its end, it runs again at
   * the next start: at least once.
   */
  async handOn(version: BlobVersion, handOn: () => Promise<unknown>): Promise<void> {
    const path = this.#path(version);
    await handOn();
    await this.blobs.getBlockBlobClient(path).upload('', 0, { metadata: { Completed: 'true' } });
    this.#completed.add(path);
  }

  #path({ functionId, etag, container, name }: BlobVersion): string {
    return `blobreceipts/${this.hostId}/${functionId}/${etag}/${container}/${name}`;
  }
}
