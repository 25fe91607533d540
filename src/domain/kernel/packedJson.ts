import { gunzipSync, gzipSync } from 'node:zlib';

/** Below this many bytes packing saves nothing: a blob of one byte costs as much. */
const worthPacking = 4_096;
/** More than any record has, by far: of what somebody else wrote no more is unpacked. */
const mostBytes = 2 ** 26;

/** A value as it is stored. */
export interface StoredJson {
  readonly bytes: Buffer;
  readonly contentEncoding?: 'gzip';
}

/** JSON in UTF-8, as gzip where that is worth it. */
export function packedJson(value: unknown): StoredJson {
  const bytes = Buffer.from(JSON.stringify(value));
  return bytes.length < worthPacking ? { bytes } : { bytes: gzipSync(bytes), contentEncoding: 'gzip' };
}

/** The JSON that was stored. No JSON begins like gzip. @throws Error if it is damaged, or too long */
export function unpackedJson(bytes: Buffer): Buffer {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return isPacked ? gunzipSync(bytes, { maxOutputLength: mostBytes }) : bytes;
}
