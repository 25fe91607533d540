import type { GreyView } from '../../../domain/image/imageView';

export type Samples = Uint8Array | Int8Array | Uint16Array | Int16Array;

/**
 * Stored values of one frame as numbers, row by row from the top.
 *
 * @param bytes the answer of `GET /api/images/{id}/samples`, little endian
 * @throws RangeError if their number is not that of the picture's pixels: the answer was truncated
 */
export function samplesOf(
  { sampleBits, signed }: Pick<GreyView, 'sampleBits' | 'signed'>,
  bytes: ArrayBuffer,
  pixels: number,
): Samples {
  if (bytes.byteLength !== (pixels * sampleBits) / 8) throw new RangeError(`${bytes.byteLength} bytes`);
  if (sampleBits === 8) return signed ? new Int8Array(bytes) : new Uint8Array(bytes);
  if (!isLittleEndian) swapPairs(new Uint8Array(bytes));
  return signed ? new Int16Array(bytes) : new Uint16Array(bytes);
}

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

function swapPairs(bytes: Uint8Array): void {
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    const low = bytes[at] ?? 0;
    bytes[at] = bytes[at + 1] ?? 0;
    bytes[at + 1] = low;
  }
}
