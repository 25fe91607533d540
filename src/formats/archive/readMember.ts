import { setImmediate as breathe } from 'node:timers/promises';
import { promisify } from 'node:util';
import { crc32, inflateRaw, constants as zlib } from 'node:zlib';
import type { Member } from '../../domain/intake/exportRecord';
import { RefusedError } from '../../domain/reasons/refusals';
import type { RangeSource } from './rangeSource';

const localHeaderBytes = 30;
const longestField = 0xffff;
/** Name and extra field of the local header, and a data descriptor after the content. */
const maxOverheadBytes = localHeaderBytes + 2 * longestField + 24;
const stored = 0;
const deflated = 8;

/** Why a file of an export cannot be read, if the directory already shows it. */
export function blockedBy({
  encrypted,
  method,
}: Pick<Member, 'encrypted' | 'method'>): RefusedError | undefined {
  if (encrypted) return new RefusedError('encrypted-archive');
  if (method !== stored && method !== deflated)
    return new RefusedError('unsupported-compression', { value: method });
  return undefined;
}

/**
 * The content of one file of an export, inflated to no more than the archive's directory states, and checked
 * against its CRC-32.
 *
 * @param maxBytes refused above it as `too-large`, before anything is read
 * @throws RefusedError `too-large`, `encrypted-archive`, `unsupported-compression`, `bomb`, `corrupt-archive`
 */
export async function readMember(source: RangeSource, member: Member, maxBytes: number): Promise<Uint8Array> {
  const { size, compressedSize, offset, end } = member;
  const blocked = blockedBy(member);
  if (blocked) throw blocked;
  if (Math.max(size, compressedSize) > maxBytes) throw new RefusedError('too-large', { value: size });
  const length = Math.min(end - offset, maxOverheadBytes + compressedSize);
  const content = contentOf(await source.read(offset, length), member);
  const bytes = member.method === stored ? content : await inflateExactly(content, member);
  if (bytes.length !== size || (await checksum(bytes)) !== member.crc32) throw corrupt(member);
  return bytes;
}

function corrupt({ offset }: Member): RefusedError {
  return new RefusedError('corrupt-archive', { offset });
}

/** The packed bytes after a local header, APPNOTE.TXT 4.3.7, that must agree with the directory. */
function contentOf(bytes: Uint8Array, member: Member): Uint8Array {
  const start = contentStart(bytes, member);
  if (start + member.compressedSize > bytes.length) throw corrupt(member);
  return bytes.subarray(start, start + member.compressedSize);
}

function contentStart(bytes: Uint8Array, member: Member): number {
  if (bytes.length < localHeaderBytes) throw corrupt(member);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== 0x04034b50) throw corrupt(member);
  if (view.getUint16(8, true) !== member.method || (view.getUint16(6, true) & 1) !== 0) throw corrupt(member);
  const deferred = (view.getUint16(6, true) & 0x0008) !== 0;
  for (const [at, stated] of [
    [14, member.crc32],
    [18, member.compressedSize],
    [22, member.size],
  ] as const) {
    const here = view.getUint32(at, true);
    if (here !== stated && !(deferred && here === 0) && !(at !== 14 && here === 0xffffffff))
      throw corrupt(member);
  }
  return localHeaderBytes + view.getUint16(26, true) + view.getUint16(28, true);
}

interface Inflated {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}
const inflate = promisify(inflateRaw) as unknown as (bytes: Uint8Array, options: object) => Promise<Inflated>;

/** The minimum that zlib accepts. */
const minChunk = 64;

/** No one would check content after the end of the compressed stream. */
async function inflateExactly(content: Uint8Array, member: Member): Promise<Uint8Array> {
  try {
    // In one piece: joining a quarter of a gigabyte from small pieces would block the event loop.
    const chunkSize = Math.max(minChunk, member.size + 1);
    const options = { chunkSize, maxOutputLength: Math.max(1, member.size), info: true };
    const { buffer, engine } = await inflate(content, options);
    if (engine.bytesWritten !== content.length) throw corrupt(member);
    return buffer;
  } catch (error) {
    if (error instanceof RefusedError) throw error;
    if ((error as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') throw corrupt(member);
    throw new RefusedError('bomb', { value: member.size, offset: member.offset });
  }
}

const checksumPiece = 16 << 20;

/** In pieces: a quarter of a gigabyte at once would block the event loop. */
async function checksum(bytes: Uint8Array): Promise<number> {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += checksumPiece) {
    if (at > 0) await breathe();
    sum = crc32(bytes.subarray(at, at + checksumPiece), sum);
  }
  return sum;
}

/** Enough packed bytes for the start of any file: the longest table of a deflated block, and some content. */
const startBytes = 4096;

/**
 * The first bytes of a file of an export, at least a few hundred if it has that many; nothing is checked.
 * Empty if it cannot be read.
 */
export async function readMemberStart(source: RangeSource, member: Member): Promise<Uint8Array> {
  if (blockedBy(member)) return new Uint8Array(0);
  const { offset, end, method, compressedSize } = member;
  const header = await source.read(offset, Math.min(localHeaderBytes, end - offset));
  if (header.length < localHeaderBytes) return new Uint8Array(0);
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  const at = offset + localHeaderBytes + view.getUint16(26, true) + view.getUint16(28, true);
  const length = Math.min(startBytes, compressedSize, end - at);
  if (length <= 0) return new Uint8Array(0);
  const packed = await source.read(at, length);
  if (method === stored) return packed;
  try {
    return (await inflate(packed, { finishFlush: zlib.Z_SYNC_FLUSH, info: true })).buffer;
  } catch {
    return new Uint8Array(0);
  }
}
