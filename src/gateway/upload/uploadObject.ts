import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import type { BlockBlobClient, ContainerClient } from '@azure/storage-blob';
import { hasStatus } from '../../storage/jsonBlobs';
import { mayNotLook } from '../../storage/mayNotLook';

/** The object itself is the problem, not the storage: it is set aside for somebody to look at. */
export class ObjectProblem extends Error {
  override readonly name = 'ObjectProblem';
}

/** Smaller ones are sent in one request, larger ones in blocks of that size. */
const blockBytes = 8 << 20;

/**
 * Puts a spooled file into the container, unless its blob is there already. The storage checks each request's bytes
 * against their MD5, and the file against the SHA-256 that it is named by is checked here: what is there is what was
 * received.
 *
 * @param sha256 hex, of what was received
 * @throws ObjectProblem; everything else is a fault of the storage, and worth another attempt
 */
export async function uploadObject(
  container: ContainerClient,
  name: string,
  file: string,
  sha256: string,
  abortSignal: AbortSignal,
): Promise<void> {
  const blob = container.getBlockBlobClient(name);
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    await (size <= blockBytes
      ? putWhole(blob, handle, size, sha256, abortSignal)
      : putBlocks(blob, handle, size, sha256, abortSignal));
  } finally {
    await handle.close();
  }
}

async function putWhole(
  blob: BlockBlobClient,
  handle: FileHandle,
  size: number,
  sha256: string,
  abortSignal: AbortSignal,
) {
  const content = await readAt(handle, 0, size);
  checkHash(createHash('sha256').update(content).digest('hex'), sha256);
  const md5 = createHash('md5').update(content).digest();
  await once(blob, size, md5, abortSignal, () =>
    blob.upload(content, size, {
      conditions: { ifNoneMatch: '*' },
      blobHTTPHeaders: { blobContentMD5: md5 },
      abortSignal,
    }),
  );
}

async function putBlocks(
  blob: BlockBlobClient,
  handle: FileHandle,
  size: number,
  sha256: string,
  abortSignal: AbortSignal,
) {
  const whole = { sha256: createHash('sha256'), md5: createHash('md5') };
  const ids: string[] = [];
  for (let offset = 0; offset < size; offset += blockBytes) {
    const block = await readAt(handle, offset, Math.min(blockBytes, size - offset));
    whole.sha256.update(block);
    whole.md5.update(block);
    const id = Buffer.from(String(ids.length).padStart(8, '0')).toString('base64');
    const transactionalContentMD5 = createHash('md5').update(block).digest();
    await blob.stageBlock(id, block, block.length, { transactionalContentMD5, abortSignal });
    ids.push(id);
  }
  checkHash(whole.sha256.digest('hex'), sha256);
  const md5 = whole.md5.digest();
  await once(blob, size, md5, abortSignal, () =>
    blob.commitBlockList(ids, {
      conditions: { ifNoneMatch: '*' },
      blobHTTPHeaders: { blobContentMD5: md5 },
      abortSignal,
    }),
  );
}

async function readAt(handle: FileHandle, offset: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(length), 0, length, offset);
  if (bytesRead !== length)
    throw new ObjectProblem('its file in the spool is shorter than what was received');
  return buffer;
}

function checkHash(found: string, expected: string): void {
  if (found !== expected) throw new ObjectProblem('its file in the spool is not what was received');
}

/** A blob of that name is the same content, unless somebody else put it there. */
async function once(
  blob: BlockBlobClient,
  size: number,
  md5: Buffer,
  abortSignal: AbortSignal,
  put: () => Promise<unknown>,
): Promise<void> {
  try {
    await put();
  } catch (error) {
    if (!hasStatus(error, 409, 412)) throw error;
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
}
