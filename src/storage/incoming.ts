import type { ContainerClient } from '@azure/storage-blob';
import { RefusedError } from '../domain/errors';
import { normaliseEtag } from '../domain/ids';
import { hasStatus } from './jsonBlobs';
import { NamelessError } from './namelessError';

export interface IncomingBlob {
  readonly name: string;
  readonly etag: string;
  /** ISO time at which this version was written. */
  readonly createdAt: string;
}

/** What the PACS drops. Nothing here is ever changed or removed by this software. */
export class Incoming {
  constructor(
    private readonly container: ContainerClient,
    readonly containerName: string,
  ) {}

  /**
   * Exactly the version of the blob that arrived.
   *
   * @throws RefusedError `changed-during-read` where that version is gone, `too-large` where it is over the limit.
   */
  async download(name: string, etag: string, maxBytes: number): Promise<Buffer> {
    const blob = this.container.getBlobClient(name);
    const conditions = { ifMatch: `"${normaliseEtag(etag)}"` };
    try {
      const { contentLength = 0 } = await blob.getProperties({ conditions });
      if (contentLength > maxBytes) throw new RefusedError('too-large', { value: contentLength });
      return contentLength === 0
        ? Buffer.alloc(0)
        : await blob.downloadToBuffer(0, undefined, { conditions });
    } catch (error) {
      if (error instanceof RefusedError) throw error;
      if (hasStatus(error, 404, 412)) throw new RefusedError('changed-during-read', {}, { cause: error });
      throw new NamelessError(error);
    }
  }

  async *list(): AsyncGenerator<IncomingBlob> {
    for await (const { name, properties } of this.container.listBlobsFlat()) {
      yield { name, etag: normaliseEtag(properties.etag), createdAt: properties.lastModified.toISOString() };
    }
  }

  /** The version that is there now; undefined where there is no such blob. */
  async current(name: string): Promise<IncomingBlob | undefined> {
    try {
      const { etag = '', lastModified } = await this.container.getBlobClient(name).getProperties();
      return { name, etag: normaliseEtag(etag), createdAt: (lastModified as Date).toISOString() };
    } catch (error) {
      if (hasStatus(error, 404)) return undefined;
      throw new NamelessError(error);
    }
  }
}
