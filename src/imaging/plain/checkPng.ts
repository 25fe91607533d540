import { RefusedError } from '../../domain/reasons/refusals';

const signatureBytes = 8;
/** Length, type and checksum of a chunk. */
const frameBytes = 12;

/**
 * Checks a PNG before it is decoded: its chunks extend to the end chunk, which a truncated file lacks, and it
 * is a single picture. The decoder would silently show the first frame of an animation.
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
