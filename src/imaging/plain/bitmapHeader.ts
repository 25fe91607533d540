import type { ReadLimits } from '../../domain/kernel/limits';
import { RefusedError } from '../../domain/reasons/refusals';
import { findForeignByte } from '../../formats/streamFilling';

/** What a Windows bitmap states of itself: BITMAPFILEHEADER and BITMAPINFOHEADER of the Windows API. */
export interface BitmapHeader {
  readonly width: number;
  readonly height: number;
  /** Of a pixel. */
  readonly bits: 1 | 4 | 8 | 24 | 32;
  /** The first row is the highest; it is the lowest otherwise. */
  readonly fromTop: boolean;
  readonly rowBytes: number;
  readonly pixelsAt: number;
  readonly paletteAt: number;
  /** Entries of the palette, of four bytes each; 0 if there is none. */
  readonly colours: number;
}

const fileHeaderBytes = 14;
/** BITMAPINFOHEADER; its later versions are longer and begin like it. The last one may have a profile behind the pixels. */
const [firstHeaderBytes, lastHeaderBytes] = [40, 124];
const readBits = [1, 4, 8, 24, 32];
const compressions = { none: 0, masks: 3 };
/** Red, green and blue in 32 bits, as they lie without masks as well. */
const usualMasks = [0x00ff0000, 0x0000ff00, 0x000000ff];
const masksAt = fileHeaderBytes + firstHeaderBytes;

/**
 * Reads the headers, and checks that every row lies in the file.
 * @throws RefusedError `unsupported-pixel-format`, `too-large`, `truncated`, `corrupt-pixel-data`
 */
export function readBitmapHeader(bytes: Uint8Array, limits: ReadLimits): BitmapHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < masksAt) throw truncated(bytes, masksAt);
  const headerBytes = view.getUint32(14, true);
  if (headerBytes < firstHeaderBytes) throw unsupported(`a header of ${headerBytes} bytes`);
  const bits = bitsOf(view, bytes);
  const [width, stated] = [view.getInt32(18, true), view.getInt32(22, true)];
  const height = Math.abs(stated);
  if (width <= 0 || height === 0) throw new RefusedError('corrupt-pixel-data', { offset: 18 });
  if (3 * width * height > limits.maxPixels)
    throw new RefusedError('too-large', { value: 3 * width * height });
  const rowBytes = 4 * Math.ceil((bits * width) / 32);
  const paletteAt = fileHeaderBytes + headerBytes;
  const colours = bits > 8 ? 0 : view.getUint32(46, true) || 1 << bits;
  const pixelsAt = view.getUint32(10, true);
  if (colours > 1 << bits && bits <= 8) throw new RefusedError('corrupt-pixel-data', { offset: 46 });
  if (pixelsAt < paletteAt + 4 * colours) throw new RefusedError('corrupt-pixel-data', { offset: 10 });
  const end = pixelsAt + rowBytes * height;
  if (end > bytes.length) throw truncated(bytes, end);
  if (headerBytes < lastHeaderBytes) checkRest(bytes, end);
  return { width, height, bits, fromTop: stated < 0, rowBytes, pixelsAt, paletteAt, colours };
}

function bitsOf(view: DataView, bytes: Uint8Array): BitmapHeader['bits'] {
  const [bits, compression] = [view.getUint16(28, true), view.getUint32(30, true)];
  const masked = compression === compressions.masks && bits === 32;
  if (compression !== compressions.none && !masked) throw unsupported(`compression ${compression}`);
  if (!readBits.includes(bits)) throw unsupported(`${bits} bits`);
  if (masked) {
    if (bytes.length < masksAt + 12) throw truncated(bytes, masksAt + 12);
    const usual = usualMasks.every((mask, at) => view.getUint32(masksAt + 4 * at, true) === mask);
    if (!usual) throw unsupported('colours in other bits');
  }
  return bits as BitmapHeader['bits'];
}

function checkRest(bytes: Uint8Array, end: number): void {
  const offset = findForeignByte(bytes, end, [0]);
  if (offset === undefined) return;
  throw new RefusedError('unsupported-pixel-format', { value: 'other data behind the picture', offset });
}

function unsupported(value: string): RefusedError {
  return new RefusedError('unsupported-pixel-format', { value });
}

function truncated(bytes: Uint8Array, value: number): RefusedError {
  return new RefusedError('truncated', { value, offset: bytes.length });
}
