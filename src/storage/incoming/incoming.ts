import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { BlobClient, BlobDownloadResponseParsed, ContainerClient } from '@azure/storage-blob';
import { normaliseEtag } from '../../domain/kernel/identifiers/ids';
import { RefusedError } from '../../domain/reasons/refusals';
import { BlobNameError, blobNamed } from '../blobs/blobAddress';
import { blobPage } from '../blobs/blobPage';
import { hasStatus } from '../blobs/jsonBlobs';
import { NamelessError } from '../calls/namelessError';
import { ShortFiles } from './shortFiles';

export interface IncomingBlob {
  readonly name: string;
  readonly etag: string;
  /** ISO time at which this version was written. */
  readonly createdAt: string;
}

/** The first bytes of a file, and its size. */
export interface Peeked {
  readonly size: number;
  readonly start: Uint8Array;
}

/** The files that the PACS drops. The app never changes or removes them; `put` adds those that come over HTTP, and `Resend` puts one there anew. */
export class Incoming {
  readonly #short = new ShortFiles();

  constructor(
    private readonly container: ContainerClient,
    readonly containerName: string,
  ) {}

  /** Puts a file there that is named by its content, unless it is there already. */
  async put(name: string, bytes: Uint8Array): Promise<void> {
    try {
      await blobNamed(this.container, name)
        .getBlockBlobClient()
        .uploadData(bytes, { conditions: { ifNoneMatch: '*' } });
    } catch (error) {
      if (!hasStatus(error, 409, 412)) throw new NamelessError(error);
    }
  }

  /**
   * Exactly the blob version that arrived, in one request.
   *
   * @throws RefusedError `changed-during-read` if that version is gone, `too-large` if it exceeds the limit,
   *   `unsafe-name` if the name leads elsewhere.
   */
  async download(name: string, etag: string, maxBytes: number): Promise<Buffer> {
    return this.ofVersion(name, etag, async (blob, conditions) => {
      const ending = new AbortController();
      const found = await blob.download(0, undefined, { conditions, abortSignal: ending.signal });
      const { contentLength = 0 } = found;
      if (contentLength <= maxBytes) return bytesOf(found);
      // Nothing reads the rest.
      (found.readableStreamBody as Readable | undefined)?.on('error', () => {});
      ending.abort();
      throw new RefusedError('too-large', { value: contentLength });
    });
  }

  /**
   * The first bytes of exactly that version, in one request, whatever its size; without one where an earlier look at a
   * short file had all of it.
   *
   * @throws RefusedError `changed-during-read`, `unsafe-name`
   */
  async peek(name: string, etag: string, length: number): Promise<Peeked> {
    const whole = this.#short.take(name, normaliseEtag(etag));
    if (whole !== undefined) return { size: whole.length, start: whole.subarray(0, length) };
    return this.ofVersion(name, etag, async (blob, conditions) => {
      try {
        const found = await blob.download(0, length, { conditions });
        const start = await bytesOf(found);
        const size = sizeOf(found);
        if (start.length === size) this.#short.keep(name, normaliseEtag(etag), start);
        return { size, start };
      } catch (error) {
        // An empty blob has no range at all.
        if (hasStatus(error, 416)) return { size: 0, start: Buffer.alloc(0) };
        throw error;
      }
    });
  }

  /**
   * A range of exactly that version.
   *
   * @throws RefusedError `changed-during-read`, `unsafe-name`
   */
  range(name: string, etag: string, offset: number, length: number): Promise<Buffer> {
    return this.ofVersion(name, etag, (blob, conditions) =>
      blob.downloadToBuffer(offset, length, { conditions }),
    );
  }

  private async ofVersion<T>(
    name: string,
    etag: string,
    read: (blob: BlobClient, conditions: { ifMatch: string }) => Promise<T>,
  ): Promise<T> {
    try {
      return await read(blobNamed(this.container, name), { ifMatch: `"${normaliseEtag(etag)}"` });
    } catch (error) {
      if (error instanceof RefusedError) throw error;
      if (error instanceof BlobNameError) throw new RefusedError('unsafe-name', {}, { cause: error });
      if (hasStatus(error, 404, 412)) throw new RefusedError('changed-during-read', {}, { cause: error });
      throw new NamelessError(error);
    }
  }

  /**
   * One page of the files, in the order of their names. Without folders: Data Lake Storage lists them, as blobs that are
   * empty.
   *
   * @param marker from an earlier page
   */
  async page(marker?: string): Promise<{ files: IncomingBlob[]; next?: string }> {
    const { blobs, next } = await blobPage(this.container, { marker }).catch((error) => {
      // The storage does not take the marker any more.
      if (marker !== undefined && hasStatus(error, 400)) return blobPage(this.container);
      throw error;
    });
    const files = blobs.filter(
      ({ name, properties, metadata }) => !isFolder(name, properties.contentLength, metadata),
    );
    return {
      files: files.map(({ name, properties }) => ({
        name,
        etag: normaliseEtag(properties.etag),
        createdAt: properties.lastModified.toISOString(),
      })),
      ...(next === undefined ? {} : { next }),
    };
  }

  /**
   * The current version and its first bytes, in one request; undefined as `current`.
   *
   * @param length in bytes
   */
  async currentStart(
    name: string,
    length: number,
  ): Promise<(IncomingBlob & Pick<Peeked, 'start'>) | undefined> {
    try {
      const found = await blobNamed(this.container, name).download(0, length);
      const start = await bytesOf(found);
      const { etag = '', lastModified } = found;
      if (start.length === sizeOf(found)) this.#short.keep(name, normaliseEtag(etag), start);
      return { name, etag: normaliseEtag(etag), createdAt: (lastModified as Date).toISOString(), start };
    } catch (error) {
      // An empty blob has no range at all, and may be a folder.
      if (hasStatus(error, 416)) return startOf(await this.current(name));
      if (hasStatus(error, 404) || error instanceof BlobNameError) return undefined;
      throw new NamelessError(error);
    }
  }

  /** The current version; undefined if the blob does not exist, is a folder, or its name is not valid. */
  async current(name: string): Promise<IncomingBlob | undefined> {
    try {
      const found = await blobNamed(this.container, name).getProperties();
      const { etag = '', lastModified, contentLength, metadata } = found;
      if (isFolder(name, contentLength, metadata)) return undefined;
      return { name, etag: normaliseEtag(etag), createdAt: (lastModified as Date).toISOString() };
    } catch (error) {
      if (hasStatus(error, 404) || error instanceof BlobNameError) return undefined;
      throw new NamelessError(error);
    }
  }
}

function bytesOf({ readableStreamBody }: BlobDownloadResponseParsed): Promise<Buffer> {
  return buffer(readableStreamBody as NodeJS.ReadableStream & AsyncIterable<Uint8Array>);
}

/** Of the blob of which a range was asked for. */
function sizeOf({ contentRange, contentLength }: BlobDownloadResponseParsed): number {
  return Number(contentRange?.split('/')[1] ?? contentLength);
}

function startOf(empty: IncomingBlob | undefined) {
  return empty && { ...empty, start: Buffer.alloc(0) };
}

/**
 * The empty blob that stands for a folder: how Data Lake Storage and Hadoop mark it, and how other tools name
 * it.
 */
function isFolder(
  name: string,
  bytes: number | undefined,
  metadata: Readonly<Record<string, string>> | undefined,
): boolean {
  return bytes === 0 && (name.endsWith('/') || metadata?.hdi_isfolder?.toLowerCase() === 'true');
}
