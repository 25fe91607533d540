import type { RefusedError } from '../../domain/reasons/refusals';
import { hasSegment } from './jpegHeader';

const endOfImage = 0xd9;
const startOfScan = 0xda;
const restartInterval = 0xdd;

/**
 * The offset behind the end-of-image marker. Walks over the compressed scans of a JPEG stream, ITU-T T.81 B.1.1.5:
 * only stuffed bytes and restart markers in order may occur in them. The decoder does not report damage in the
 * lowest rows of a picture, which would come out as invented pixels.
 *
 * @param start of the stream in the bytes
 * @param corrupt makes the refusal for the offset of the invalid data
 * @throws RefusedError as made by `corrupt`
 */
export function jpegEnd(stream: Uint8Array, corrupt: (offset: number) => RefusedError, start = 0): number {
  const bytes = Buffer.from(stream.buffer, stream.byteOffset, stream.byteLength);
  let interval = 0;
  let expectedRestart = 0;
  let offset = start + 2;
  for (;;) {
    offset = bytes.indexOf(0xff, offset);
    if (offset < 0 || offset + 1 >= bytes.length) throw corrupt(bytes.length);
    const marker = bytes[offset + 1] ?? 0;
    if (marker === 0x00 || marker === 0xff) {
      offset += marker === 0x00 ? 2 : 1;
    } else if (marker >= 0xd0 && marker <= 0xd7) {
      if (interval === 0 || marker !== 0xd0 + expectedRestart) throw corrupt(offset);
      expectedRestart = (expectedRestart + 1) % 8;
      offset += 2;
    } else if (marker === endOfImage) {
      return offset + 2;
    } else {
      if (!hasSegment(marker)) throw corrupt(offset);
      if (offset + 4 > bytes.length) throw corrupt(bytes.length);
      const length = bytes.readUInt16BE(offset + 2);
      if (length < 2) throw corrupt(offset);
      if (offset + 2 + length > bytes.length) throw corrupt(bytes.length);
      if (marker === restartInterval) interval = bytes.readUInt16BE(offset + 4);
      if (marker === startOfScan) expectedRestart = 0;
      offset += 2 + length;
    }
  }
}

/** What may fill up a stream behind its end-of-image marker. */
export const jpegFilling: readonly number[] = [0, 0xff, endOfImage];
