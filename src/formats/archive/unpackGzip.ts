import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { ReadLimits } from '../../domain/kernel/limits';
import { RefusedError } from '../../domain/reasons/refusals';

interface Unpacked {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}
const unpack = promisify(gunzip) as unknown as (bytes: Uint8Array, options: object) => Promise<Unpacked>;

/** Up to this size any ratio is accepted: a blank picture deflates to a thousandth of its size. */
const freeBytes = 64 * 1024 * 1024;
/** Above that size, no real picture deflates this well. */
const maxRatio = 200;
/** The output grows by at least this much: a stated length may be wrong, and small pieces take their time. */
const minChunk = 1024 * 1024;

/**
 * The one file that a GZIP file holds, RFC 1952, checked against its CRC-32; never a byte more than allowed.
 *
 * @throws RefusedError `bomb`, `truncated`, `corrupt-archive`
 */
export async function unpackGzip(bytes: Uint8Array, limits: ReadLimits): Promise<Uint8Array> {
  const plausible = Math.max(freeBytes, maxRatio * bytes.length);
  const maxOutputLength = Math.min(limits.maxFileBytes, limits.maxInflatedBytes, plausible);
  // In one piece where its end tells its length: pieces would have to be joined, and need the memory twice.
  const chunkSize = Math.max(minChunk, Math.min(statedLength(bytes) + 1, maxOutputLength));
  try {
    const { buffer, engine } = await unpack(bytes, { maxOutputLength, chunkSize, info: true });
    if (bytes.subarray(engine.bytesWritten).some((byte) => byte !== 0)) throw corrupt(engine.bytesWritten);
    return buffer;
  } catch (error) {
    if (error instanceof RefusedError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw new RefusedError('bomb', { value: maxOutputLength });
    throw code === 'Z_BUF_ERROR'
      ? new RefusedError('truncated', { offset: bytes.length })
      : corrupt(0, error);
  }
}

/** The last four bytes, unless the file was cut or has several parts. */
function statedLength(bytes: Uint8Array): number {
  if (bytes.length < 4) return 0;
  return new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4, 4).getUint32(0, true);
}

function corrupt(offset: number, cause?: unknown): RefusedError {
  return new RefusedError('corrupt-archive', { offset }, cause === undefined ? undefined : { cause });
}
