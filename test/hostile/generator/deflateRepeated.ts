import { constants, deflateRawSync } from 'node:zlib';

const finalBlock = Buffer.from([0x03, 0x00]);

/**
 * A raw deflate stream of a block over and over, made without ever holding what it inflates to: every block ends at a
 * byte and refers to nothing before it.
 */
export function deflateRepeated(start: Uint8Array, block: Uint8Array, times: number): Buffer {
  const flushed = (bytes: Uint8Array) =>
    deflateRawSync(bytes, { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  return Buffer.concat([flushed(start), ...Array<Buffer>(times).fill(flushed(block)), finalBlock]);
}
