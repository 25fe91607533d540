import { type BlobClient, type ContainerClient, RestError } from '@azure/storage-blob';
import type { z } from 'zod';
import { packedJson, unpackedJson } from '../../domain/kernel/packedJson';
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
  return (await putBytes(container, name, bytes, kind, undefined)) !== undefined;
}

/** False if the blob is no longer the one with this ETag. */
export async function replaceBytes(
  container: ContainerClient,
  name: string,
  bytes: Uint8Array,
  kind: BlobKind,
  etag: string,
): Promise<boolean> {
  return (await putBytes(container, name, bytes, kind, etag)) !== undefined;
}

/**
 * @param replaced the ETag of the blob that is there; undefined if none may be
 * @returns the ETag of what was written; undefined if another one is there
 */
async function putBytes(
  container: ContainerClient,
  name: string,
  bytes: Uint8Array,
  kind: BlobKind,
  replaced: string | undefined,
): Promise<string | undefined> {
  const conditions = replaced === undefined ? { ifNoneMatch: '*' } : { ifMatch: replaced };
  try {
    const { etag } = await blockBlobNamed(container, name).uploadData(bytes, {
      ...uploadOptions(kind),
      conditions,
    });
    return etag;
  } catch (error) {
    if (hasStatus(error, 409, 412) || (replaced !== undefined && hasStatus(error, 404))) return undefined;
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

/** A value as it is stored, or was. */
export interface Tagged<T> {
  readonly value: T;
  readonly etag: string;
}

/** How a value is stored, as JSON of another kind. */
export interface JsonForm<T, S> {
  readonly schema: z.ZodType<S>;
  readonly pack: (value: T) => Promise<S>;
  readonly unpack: (stored: S) => Promise<T>;
}

export function plainForm<T>(schema: z.ZodType<T>): JsonForm<T, T> {
  return { schema, pack: async (value) => value, unpack: async (value) => value };
}

export interface UpdateOptions<T> {
  /** The value to start from, without reading it; it need not be the current one. */
  readonly known?: Tagged<T> | undefined;
  /** Told what is stored, when it was read and when it was written. */
  readonly seen?: (stored: Tagged<T> | undefined) => void;

  /** Reads the current content. */
  readonly read?: (blob: BlobClient) => Promise<Content | undefined>;
  /** Runs before each write, with the current value and the one that replaces it. */
  readonly before?: (current: T | undefined, next: T) => Promise<void>;
  /** Metadata of the blob. */
  readonly metadata?: (value: T, bytes: Uint8Array) => Record<string, string>;
  /** There is probably no such blob, so it is read only if that turns out to be wrong. */
  readonly isProbablyNew?: boolean;
}

/**
 * Replaces a value by the result of `change`, using If-Match and starting over if another writer intervened.
 * A change that returns its argument unchanged writes nothing.
 *
 * @returns the value now stored; `undefined` if there is none and `change` returned none.
 */
export async function updateJson<T, S>(
  container: ContainerClient,
  name: string,
  form: JsonForm<T, S>,
  change: (current: T | undefined) => T | undefined,
  options: UpdateOptions<T> = {},
): Promise<T | undefined> {
  const { read = readContent, before = async () => {}, metadata = () => ({}), seen = () => {} } = options;
  const blob = blockBlobNamed(container, name);
  let known = options.known;
  for (let attempt = 0; attempt < updateTries; attempt += 1) {
    const isRead = known === undefined && (attempt > 0 || options.isProbablyNew !== true);
    const current = isRead ? await taggedIn(blob, form, read) : known;
    if (known === undefined) seen(current);
    const next = change(current?.value);
    if (next === undefined || next === current?.value) return next;
    await before(current?.value, next);
    const { bytes, ...encoding } = packedJson(await form.pack(next));
    const kind = { contentType: jsonType, ...encoding, metadata: metadata(next, bytes) };
    const etag = await putBytes(container, name, bytes, kind, current?.etag);
    if (etag !== undefined) {
      seen({ value: next, etag });
      return next;
    }
    if (known === undefined) await pause(attempt);
    known = undefined;
  }
  throw new Error(`a record could not be written: ${updateTries} times another writer was first`);
}

async function taggedIn<T, S>(
  blob: BlobClient,
  { schema, unpack }: JsonForm<T, S>,
  read: (blob: BlobClient) => Promise<Content | undefined>,
): Promise<Tagged<T> | undefined> {
  const content = await read(blob);
  return content && { value: await unpack(parseJson(content.bytes, schema, blob)), etag: content.etag };
}
