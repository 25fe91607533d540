import { type BlobClient, type ContainerClient, RestError } from '@azure/storage-blob';
import type { z } from 'zod';
import { packedJson, unpackedJson } from '../domain/kernel/packedJson';
import { blockBlobNamed } from './blobAddress';
import { join } from './join';

export const jsonType = 'application/json; charset=utf-8';

export function hasStatus(error: unknown, ...statuses: number[]): boolean {
  return error instanceof RestError && error.statusCode !== undefined && statuses.includes(error.statusCode);
}

export type BlobMetadata = Readonly<Record<string, string>>;

/** One version of a blob, as it is read. */
export interface OpenBlob {
  readonly stream: AsyncIterable<Uint8Array>;
  readonly etag: string;
  readonly metadata: BlobMetadata;
}

export interface Content {
  readonly bytes: Buffer;
  readonly etag: string;
}

/** `undefined` if there is no such blob. @param range all of it, if absent */
export async function openBlob(
  blob: BlobClient,
  { offset, bytes }: { readonly offset?: number; readonly bytes?: number } = {},
): Promise<OpenBlob | undefined> {
  try {
    const { readableStreamBody, etag, metadata = {} } = await blob.download(offset, bytes);
    return {
      stream: readableStreamBody as unknown as AsyncIterable<Uint8Array>,
      etag: etag as string,
      metadata,
    };
  } catch (error) {
    if (hasStatus(error, 404)) return undefined;
    throw error;
  }
}

/**
 * Uses one request, so that the content is one version of the blob: `downloadToBuffer` asks for the length
 * first, and mixes two versions if a writer intervenes.
 */
async function readContent(blob: BlobClient): Promise<Content | undefined> {
  const found = await openBlob(blob);
  return found && { bytes: await join(found.stream), etag: found.etag };
}

/** `undefined` if there is no such blob. */
export async function readBytes(blob: BlobClient): Promise<Buffer | undefined> {
  return (await readContent(blob))?.bytes;
}

/** A blob does not match its schema: something else changed it, or a newer release did. */
export class DamagedBlobError extends Error {
  override readonly name = 'DamagedBlobError';
  /** Container and name. */
  readonly place: string;

  constructor({ containerName, name }: NamedBlob, options?: ErrorOptions) {
    const place = `${containerName}/${name}`;
    super(`${place} cannot be read: it is damaged, or was written by another release.`, options);
    this.place = place;
  }
}

/** JSON blobs are named by ids, never by a sender's file name. */
type NamedBlob = Pick<BlobClient, 'containerName' | 'name'>;

/** @throws DamagedBlobError */
export function parseJson<T>(bytes: Buffer, schema: z.ZodType<T>, blob: NamedBlob): T {
  try {
    return schema.parse(JSON.parse(unpackedJson(bytes).toString('utf8')));
  } catch (error) {
    throw new DamagedBlobError(blob, { cause: error });
  }
}

export interface BlobKind {
  readonly contentType: string;
  readonly contentEncoding?: string;
  readonly metadata?: Record<string, string>;
}

/** Write-once: false if the name is taken. */
export async function createBytes(
  container: ContainerClient,
  name: string,
  bytes: Uint8Array,
  kind: BlobKind,
): Promise<boolean> {
  try {
    await blockBlobNamed(container, name).uploadData(bytes, {
      ...uploadOptions(kind),
      conditions: { ifNoneMatch: '*' },
    });
    return true;
  } catch (error) {
    if (hasStatus(error, 409, 412)) return false;
    throw error;
  }
}

/** False if the blob is no longer the one with this ETag. */
export async function replaceBytes(
  container: ContainerClient,
  name: string,
  bytes: Uint8Array,
  kind: BlobKind,
  etag: string,
): Promise<boolean> {
  try {
    await blockBlobNamed(container, name).uploadData(bytes, {
      ...uploadOptions(kind),
      conditions: { ifMatch: etag },
    });
    return true;
  } catch (error) {
    if (hasStatus(error, 404, 409, 412)) return false;
    throw error;
  }
}

export function uploadOptions({ contentType, contentEncoding, metadata }: BlobKind) {
  return {
    blobHTTPHeaders: {
      blobContentType: contentType,
      ...(contentEncoding === undefined ? {} : { blobContentEncoding: contentEncoding }),
    },
    ...(metadata === undefined ? {} : { metadata }),
  };
}

/** All concurrent writers but one must read again; only a stuck storage exhausts this many tries. */
const updateTries = 50;

function pause(attempt: number): Promise<void> {
  const ceiling = Math.min(1000, 10 * 2 ** Math.min(attempt, 7));
  return new Promise((resolve) => setTimeout(resolve, Math.random() * ceiling));
}

export interface UpdateOptions<T> {
  /** Reads the current content. */
  readonly read?: (blob: BlobClient) => Promise<Content | undefined>;
  /** Runs before each write, with the current value and the one that replaces it. */
  readonly before?: (current: T | undefined, next: T) => Promise<void>;
  /** Metadata of the blob. */
  readonly metadata?: (value: T, bytes: Uint8Array) => Record<string, string>;
}

/**
 * Replaces a value by the result of `change`, using If-Match and starting over if another writer intervened.
 * A change that returns its argument unchanged writes nothing.
 *
 * @returns the value now stored; `undefined` if there is none and `change` returned none.
 */
export async function updateJson<T>(
  container: ContainerClient,
  name: string,
  schema: z.ZodType<T>,
  change: (current: T | undefined) => T | undefined,
  { read = readContent, before = async () => {}, metadata = () => ({}) }: UpdateOptions<T> = {},
): Promise<T | undefined> {
  const blob = blockBlobNamed(container, name);
  for (let attempt = 0; attempt < updateTries; attempt += 1) {
    const content = await read(blob);
    const current = content && parseJson(content.bytes, schema, blob);
    const next = change(current);
    if (next === undefined || next === current) return next;
    await before(current, next);
    const { bytes, ...encoding } = packedJson(next);
    const kind = { contentType: jsonType, ...encoding, metadata: metadata(next, bytes) };
    const isWritten = content
      ? await replaceBytes(container, name, bytes, kind, content.etag)
      : await createBytes(container, name, bytes, kind);
    if (isWritten) return next;
    await pause(attempt);
  }
  throw new Error(`a record could not be written: ${updateTries} times another writer was first`);
}
