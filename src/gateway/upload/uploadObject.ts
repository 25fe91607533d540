import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { BlockBlobClient, ContainerClient } from '@azure/storage-blob';
import { hasStatus } from '../../storage/blobs/jsonBlobs';
import { mayNotLook } from '../../storage/calls/mayNotLook';

/** The object itself is the problem, not the storage: it is set aside for somebody to look at. */
export class ObjectProblem extends Error {
  override readonly name = 'ObjectProblem';
}

/** Smaller files are sent in one request, larger ones in blocks of that size. */
const blockBytes = 8 << 20;

/** What is sent, and what it must be. */
interface Content {
  readonly handle: FileHandle;
  readonly size: number;
  readonly md5: Buffer;
}

/**
 * Puts a spooled file into the container as `<source>/<SHA-256>.dcm`, unless that is there already. The file is checked
 * against the checksum of what was received, and the storage checks each request's bytes against their MD5.
 *
 * @param checksum CRC-32 of what was received
 * @returns the name of the blob
 * @throws ObjectProblem; everything else is a fault of the storage, and worth another attempt
 */
export async function uploadObject(
  container: ContainerClient,
  source: string,
  file: string,
  checksum: number,
  abortSignal: AbortSignal,
): Promise<string> {
  const handle = await openSpooled(file);
  try {
    const { size } = await handle.stat();
    const { sha256, md5 } = await readThrough(handle, size, checksum);
    const blob = container.getBlockBlobClient(`${source}/${sha256}.dcm`);
    const content = { handle, size, md5 };
    try {
      await put(blob, content, abortSignal);
    } catch (error) {
      if (!hasStatus(error, 409, 412)) throw error;
      await checkOther(blob, content, abortSignal);
    }
    return blob.name;
  } finally {
    await handle.close();
  }
}

async function openSpooled(file: string): Promise<FileHandle> {
  try {
    return await open(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new ObjectProblem('its file has disappeared from the spool', { cause: error });
  }
}

async function readThrough(handle: FileHandle, size: number, checksum: number) {
  const [sha256, md5] = [createHash('sha256'), createHash('md5')];
  let found = 0;
  for await (const block of blocksOf(handle, size)) {
    found = crc32(block, found);
    sha256.update(block);
    md5.update(block);
  }
  if (found !== checksum) throw new ObjectProblem('its file in the spool is not what was received');
  return { sha256: sha256.digest('hex'), md5: md5.digest() };
}

async function* blocksOf(handle: FileHandle, size: number): AsyncGenerator<Buffer> {
  for (let offset = 0; offset < size; offset += blockBytes) {
    const length = Math.min(blockBytes, size - offset);
    const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(length), 0, length, offset);
    if (bytesRead !== length) throw new ObjectProblem('its file in the spool ends too early');
    yield buffer;
  }
}

async function put(
  blob: BlockBlobClient,
  { handle, size, md5 }: Content,
  abortSignal: AbortSignal,
): Promise<void> {
  const options = { conditions: { ifNoneMatch: '*' }, blobHTTPHeaders: { blobContentMD5: md5 }, abortSignal };
  const ids: string[] = [];
  for await (const block of blocksOf(handle, size)) {
    if (size <= blockBytes) {
      await blob.upload(block, size, options);
      return;
    }
    const id = Buffer.from(String(ids.length).padStart(8, '0')).toString('base64');
    const transactionalContentMD5 = createHash('md5').update(block).digest();
    await blob.stageBlock(id, block, block.length, { transactionalContentMD5, abortSignal });
    ids.push(id);
  }
  await blob.commitBlockList(ids, options);
}

/** A blob of that name is the same content, unless somebody else put it there. */
async function checkOther(
  blob: BlockBlobClient,
  { size, md5 }: Content,
  abortSignal: AbortSignal,
): Promise<void> {
  const found = await blob.getProperties({ abortSignal }).catch((problem: unknown) => {
    // An identity that may write and not read: the name alone says what is there.
    if (mayNotLook(problem)) return undefined;
    throw problem;
  });
  if (found === undefined) return;
  const isOther = found.contentMD5 !== undefined && !md5.equals(found.contentMD5);
  if (found.contentLength !== size || isOther)
    throw new ObjectProblem('another content lies in the storage under its name');
}
