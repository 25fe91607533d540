import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { BlockBlobClient, ContainerClient } from '@azure/storage-blob';
import { hasStatus } from '../../storage/blobs/jsonBlobs';
import { mayNotLook } from '../../storage/calls/mayNotLook';
import { texts } from '../language/declared';
import { CliError } from '../terminal/errors';
import { contentName, hashFile } from './contentName';

export interface DroppedFile {
  readonly name: string;
  /** Undefined if it was there already and the sender may not look at it. */
  readonly etag: string | undefined;
  readonly bytes: number;
  /** False if a blob of this name, and so of this content, already existed. */
  readonly sent: boolean;
}

/** Larger files are streamed. */
const wholeBytes = 16 << 20;
const blockBytes = 8 << 20;
const blocksAtOnce = 2;

/**
 * Puts a file into the container under the name of its content, unless it already exists.
 *
 * @param source folder in which it is put; absent: none
 */
export async function dropFile(
  container: ContainerClient,
  file: string,
  signal: AbortSignal,
  source?: string,
): Promise<DroppedFile> {
  const { size } = await stat(file);
  const blobOf = (sha256: string) => {
    const name = contentName(sha256, file);
    return container.getBlockBlobClient(source === undefined ? name : `${source}/${name}`);
  };
  return size <= wholeBytes ? dropWhole(blobOf, file, signal) : dropStream(blobOf, file, size, signal);
}

type BlobOf = (sha256: string) => BlockBlobClient;

async function dropWhole(blobOf: BlobOf, file: string, signal: AbortSignal): Promise<DroppedFile> {
  const content = await readFile(file, { signal });
  const sha256 = createHash('sha256').update(content).digest('hex');
  const blob = blobOf(sha256);
  return dropOnce(blob, content.length, signal, () =>
    blob.uploadData(content, { conditions: { ifNoneMatch: '*' }, abortSignal: signal }),
  );
}

async function dropStream(
  blobOf: BlobOf,
  file: string,
  bytes: number,
  signal: AbortSignal,
): Promise<DroppedFile> {
  const sha256 = await hashFile(file);
  const blob = blobOf(sha256);
  return dropOnce(blob, bytes, signal, async () => {
    const checked = stillHashing(sha256);
    const [, uploaded] = await Promise.all([
      pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), checked, { signal }),
      blob.uploadStream(checked, blockBytes, blocksAtOnce, {
        conditions: { ifNoneMatch: '*' },
        abortSignal: signal,
      }),
    ]);
    return uploaded;
  });
}

/** The bytes are read twice and must match the name: a change in between stops the upload. */
function stillHashing(sha256: string): Transform {
  const hash = createHash('sha256');
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      const same = hash.digest('hex') === sha256;
      done(same ? null : new CliError(texts.errors.file.changed));
    },
  });
}

async function dropOnce(
  blob: BlockBlobClient,
  bytes: number,
  signal: AbortSignal,
  send: () => Promise<{ readonly etag?: string }>,
): Promise<DroppedFile> {
  const known = await etagOf(blob, signal);
  if (known !== undefined) return { name: blob.name, etag: known, bytes, sent: false };
  try {
    const { etag } = await send();
    return { name: blob.name, etag, bytes, sent: true };
  } catch (error) {
    if (!hasStatus(error, 409, 412)) throw error;
    return { name: blob.name, etag: await etagOf(blob, signal), bytes, sent: false };
  }
}

async function etagOf(blob: BlockBlobClient, abortSignal: AbortSignal): Promise<string | undefined> {
  try {
    return (await blob.getProperties({ abortSignal })).etag;
  } catch (error) {
    if (hasStatus(error, 404) || mayNotLook(error)) return undefined;
    throw error;
  }
}
