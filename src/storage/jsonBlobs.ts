import { type BlobClient, type ContainerClient, RestError } from '@azure/storage-blob';
import type { z } from 'zod';
import { join } from './join';

export const jsonType = 'application/json; charset=utf-8';

const json = { blobHTTPHeaders: { blobContentType: jsonType } };

export function hasStatus(error: unknown, ...statuses: number[]): boolean {
  return error instanceof RestError && error.statusCode !== undefined && statuses.includes(error.statusCode);
}

interface Content {
  readonly bytes: Buffer;
  readonly etag: string;
}

/**
 * Uses one request, so that the content is one version of the blob: `downloadToBuffer` asks for the length
 * first, and mixes two versions if a writer intervenes.
 */
async function readContent(blob: BlobClient): Promise<Content | undefined> {
  try {
    const { readableStreamBody, etag } = await blob.download();
    const bytes = await join(readableStreamBody as unknown as AsyncIterable<Uint8Array>);
    return { bytes, etag: etag as string };
  } catch (error) {
    if (hasStatus(error, 404)) return undefined;
    throw error;
  }
}

/** `undefined` if there is no such blob. */
export async function readBytes(blob: BlobClient): Promise<Buffer | undefined> {
  return (await readContent(blob))?.bytes;
}

/** The raw bytes; `undefined` if there is no such blob. */
export async function readStream(blob: BlobClient): Promise<AsyncIterable<Uint8Array> | undefined> {
  try {
    const { readableStreamBody } = await blob.download();
    return readableStreamBody as unknown as AsyncIterable<Uint8Array>;
  } catch (error) {
    if (hasStatus(error, 404)) return undefined;
    throw error;
  }
}

/** A blob does not match its schema: something else changed it, or a newer release did. */
export class DamagedBlobError extends Error {
  override readonly name = 'DamagedBlobError';

  constructor({ containerName, name }: NamedBlob, options?: ErrorOptions) {
    super(
      `${containerName}/${name} cannot be read: it is damaged, or was written by another release.`,
      options,
    );
  }
}

/** JSON blobs are named by ids, never by a sender's file name. */
type NamedBlob = Pick<BlobClient, 'containerName' | 'name'>;

function parse<T>(bytes: Buffer, schema: z.ZodType<T>, blob: NamedBlob): T {
  try {
    return schema.parse(JSON.parse(bytes.toString('utf8')));
  } catch (error) {
    throw new DamagedBlobError(blob, { cause: error });
  }
}

/** @throws DamagedBlobError */
export async function readJson<T>(blob: BlobClient, schema: z.ZodType<T>): Promise<T | undefined> {
  const bytes = await readBytes(blob);
  return bytes && parse(bytes, schema, blob);
}

/** Write-once: false if the name is taken. */
export async function createBytes(
  container: ContainerClient,
  name: string,
  bytes: Uint8Array,
  contentType: string,
  contentEncoding?: string,
): Promise<boolean> {
  try {
    await container.getBlockBlobClient(name).uploadData(bytes, {
      conditions: { ifNoneMatch: '*' },
      blobHTTPHeaders: {
        blobContentType: contentType,
        ...(contentEncoding === undefined ? {} : { blobContentEncoding: contentEncoding }),
      },
    });
    return true;
  } catch (error) {
    if (hasStatus(error, 409, 412)) return false;
    throw error;
  }
}

/** Write-once: false if the name is taken. */
export function createJson(container: ContainerClient, name: string, value: unknown): Promise<boolean> {
  return createBytes(container, name, Buffer.from(JSON.stringify(value)), jsonType);
}

export async function putJson(container: ContainerClient, name: string, value: unknown): Promise<void> {
  await container.getBlockBlobClient(name).uploadData(Buffer.from(JSON.stringify(value)), json);
}

/** All concurrent writers but one must read again; only a stuck storage exhausts this many tries. */
const updateTries = 50;

function pause(attempt: number): Promise<void> {
  const ceiling = Math.min(1000, 10 * 2 ** Math.min(attempt, 7));
  return new Promise((resolve) => setTimeout(resolve, Math.random() * ceiling));
}

interface UpdateOptions<T> {
  /** Runs before each write, with the current value and the one that replaces it. */
  readonly before?: (current: T | undefined, next: T) => Promise<void>;
  /** Metadata of the blob. */
  readonly metadata?: (value: T) => Record<string, string>;
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
  { before = async () => {}, metadata = () => ({}) }: UpdateOptions<T> = {},
): Promise<T | undefined> {
  const blob = container.getBlockBlobClient(name);
  for (let attempt = 0; attempt < updateTries; attempt += 1) {
    const content = await readContent(blob);
    const current = content && parse(content.bytes, schema, blob);
    const next = change(current);
    if (next === undefined || next === current) return next;
    await before(current, next);
    try {
      const conditions = content ? { ifMatch: content.etag } : { ifNoneMatch: '*' };
      await blob.uploadData(Buffer.from(JSON.stringify(next)), {
        ...json,
        conditions,
        metadata: metadata(next),
      });
      return next;
    } catch (error) {
      if (!hasStatus(error, 404, 409, 412)) throw error;
      await pause(attempt);
    }
  }
  throw new Error(`a record could not be written: ${updateTries} times another writer was first`);
}
