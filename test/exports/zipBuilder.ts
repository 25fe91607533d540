import { crc32, deflateRawSync } from 'node:zlib';
import type { RangeSource } from '../../src/formats/archive/rangeSource';

/** One entry, and every lie that it tells. */
export interface EntrySpec {
  readonly name: string | Uint8Array;
  readonly content?: Uint8Array;
  /** Default: deflated. */
  readonly method?: number;
  /** General purpose bits; 0x0800 says that the name is UTF-8. */
  readonly flags?: number;
  /** What lies in the archive instead of the packed content. */
  readonly packed?: Uint8Array;
  /** Sizes and checksum are 0 in the local header and follow the content. */
  readonly descriptor?: boolean;
  readonly unixMode?: number;
  readonly crc?: number;
  readonly size?: number;
  readonly compressedSize?: number;
  /** What the local header says where it differs from the directory. */
  readonly local?: { readonly crc?: number; readonly size?: number; readonly method?: number };
  readonly localExtra?: Uint8Array;
  readonly extra?: Uint8Array;
  /** Instead of where the local header lies. */
  readonly offset?: number;
  /** Only an entry of the directory, without anything in front. */
  readonly onlyListed?: boolean;
}

export interface ArchiveSpec {
  /** What the end of the directory states. */
  readonly count?: number;
  readonly directoryOffset?: number;
  readonly disk?: number;
  readonly comment?: Uint8Array;
}

function u16(...values: number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt16LE(value & 0xffff, 2 * index);
  return bytes;
}

function u32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value >>> 0, 4 * index);
  return bytes;
}

/** A ZIP written byte by byte, so that every field can be wrong. */
export function buildZip(entries: readonly EntrySpec[], spec: ArchiveSpec = {}): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let position = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name as string);
    const content = Buffer.from(entry.content ?? []);
    const method = entry.method ?? 8;
    const packed = Buffer.from(entry.packed ?? (method === 8 ? deflateRawSync(content) : content));
    const flags = (entry.flags ?? 0) | (entry.descriptor ? 8 : 0);
    const crc = entry.crc ?? crc32(content);
    const size = entry.size ?? content.length;
    const compressedSize = entry.compressedSize ?? packed.length;
    const { local = {}, localExtra = Buffer.alloc(0), extra = Buffer.alloc(0) } = entry;
    const stated = entry.descriptor
      ? u32(0, 0, 0)
      : u32(local.crc ?? crc, compressedSize, local.size ?? size);
    const offset = position;
    if (!entry.onlyListed) {
      const added = [
        u32(0x04034b50),
        u16(20, flags, local.method ?? method, 0, 0),
        stated,
        u16(name.length, localExtra.length),
        name,
        Buffer.from(localExtra),
        packed,
        entry.descriptor ? u32(0x08074b50, crc, compressedSize, size) : Buffer.alloc(0),
      ];
      parts.push(...added);
      position += added.reduce((sum, { length }) => sum + length, 0);
    }
    directory.push(
      u32(0x02014b50),
      u16(entry.unixMode === undefined ? 20 : 0x0314, 20, flags, method, 0, 0),
      u32(crc, compressedSize, size),
      u16(name.length, extra.length, 0, 0, 0),
      u32((entry.unixMode ?? 0) * 0x10000, entry.offset ?? offset),
      name,
      Buffer.from(extra),
    );
  }
  const listed = Buffer.concat(directory);
  const { count = entries.length, directoryOffset = position, disk = 0, comment = Buffer.alloc(0) } = spec;
  return Buffer.concat([
    ...parts,
    listed,
    u32(0x06054b50),
    u16(disk, disk, count, count),
    u32(listed.length, directoryOffset),
    u16(comment.length),
    Buffer.from(comment),
  ]);
}

/** The same archive with the 64-bit end record, APPNOTE.TXT 4.3.14; its sizes and counts go there. */
export function withZip64End(zip: Buffer, count: number): Buffer {
  const end = zip.length - 22;
  const directoryBytes = zip.readUInt32LE(end + 12);
  const directoryOffset = zip.readUInt32LE(end + 16);
  const u64 = (value: number) => u32(value, Math.floor(value / 2 ** 32));
  const record = Buffer.concat([
    u32(0x06064b50),
    u64(44),
    u16(45, 45),
    u32(0, 0),
    u64(count),
    u64(count),
    u64(directoryBytes),
    u64(directoryOffset),
  ]);
  const locator = Buffer.concat([u32(0x07064b50, 0), u64(end), u32(1)]);
  const last = Buffer.concat([
    u32(0x06054b50),
    u16(0, 0, 0xffff, 0xffff),
    u32(0xffffffff, 0xffffffff),
    u16(0),
  ]);
  return Buffer.concat([zip.subarray(0, end), record, locator, last]);
}

/** Bytes as a source; `reads` lists the ranges that were asked for. */
export function sourceOf(
  bytes: Uint8Array,
): RangeSource & { readonly reads: [offset: number, length: number][] } {
  const reads: [number, number][] = [];
  return {
    size: bytes.length,
    reads,
    read: async (offset, length) => {
      if (offset < 0 || length < 0 || offset + length > bytes.length)
        throw new Error('a range outside of the file');
      reads.push([offset, length]);
      return bytes.subarray(offset, offset + length);
    },
  };
}
