import { RefusedError } from '../domain/reasons/refusals';

const signatureBytes = 8;
/** Length, type and check sum of a chunk. */
const frameBytes = 12;

/**
 * What a PNG must be before it is decoded: its chunks go on to the one that ends it, which a file that was cut has not,
 * and it is one picture. Of an animation the decoder would show the first frame without a word.
 *
 * @throws RefusedError `truncated`, `unsupported-pixel-format`
 */
export function checkPng(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = signatureBytes;
  while (offset + frameBytes <= bytes.length) {
    const type = String.fromCharCode(...bytes.subarray(offset + 4, offset + 8));
    if (type === 'IEND') return;
    if (type === 'acTL') throw new RefusedError('unsupported-pixel-format', { value: 'animation', offset });
    offset += frameBytes + view.getUint32(offset);
  }
  throw new RefusedError('truncated', { offset: bytes.length });
}
