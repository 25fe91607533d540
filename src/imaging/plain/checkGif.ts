import type { ReadLimits } from '../../domain/kernel/limits';
import { RefusedError } from '../../domain/reasons/refusals';
import { findForeignByte } from '../../formats/streamFilling';
import { countLzwPixels } from './gifLzw';

/** The blocks of GIF89a, by their first byte. */
const blocks = { extension: 0x21, picture: 0x2c, trailer: 0x3b };
/** Signature, and the size, flags, background and pixel shape of the screen. */
const screenBytes = 13;
const pictureBytes = 10;

/**
 * Checks a GIF before it is decoded: one picture, as large as its screen, with colours of its own, of which the
 * compressed data give every pixel and no more. The decoder fills what is missing with something.
 *
 * @throws RefusedError `truncated`, `corrupt-pixel-data`, `unsupported-pixel-format`, `too-large`
 */
export function checkGif(bytes: Uint8Array, limits: ReadLimits): void {
  if (bytes.length < screenBytes) throw truncated(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pixels = view.getUint16(6, true) * view.getUint16(8, true);
  if (pixels > limits.maxPixels) throw new RefusedError('too-large', { value: pixels });
  const colours = coloursOf(view.getUint8(10));
  let pictures = 0;
  let offset = screenBytes + 3 * colours;
  for (;;) {
    const block = bytes[offset];
    if (block === undefined) throw truncated(bytes);
    if (block === blocks.trailer) break;
    if (block === blocks.picture) {
      pictures += 1;
      if (pictures > 1) throw unsupported('several pictures', offset);
      offset = checkPicture(bytes, view, offset, colours);
    } else if (block === blocks.extension) {
      offset = subBlocks(bytes, offset + 2).end;
    } else {
      throw new RefusedError('corrupt-pixel-data', { offset });
    }
  }
  if (pictures === 0) throw new RefusedError('corrupt-pixel-data', { offset });
  const foreign = findForeignByte(bytes, offset + 1, [0]);
  if (foreign !== undefined) throw unsupported('other data behind the picture', foreign);
}

/** @returns the offset of the next block */
function checkPicture(bytes: Uint8Array, view: DataView, start: number, global: number): number {
  if (start + pictureBytes >= bytes.length) throw truncated(bytes);
  const [left, top, width, height] = [1, 3, 5, 7].map((at) => view.getUint16(start + at, true));
  const whole = width === view.getUint16(6, true) && height === view.getUint16(8, true);
  if (left !== 0 || top !== 0 || !whole) throw unsupported('a picture smaller than its screen', start);
  const local = coloursOf(view.getUint8(start + 9));
  if (local + global === 0) throw unsupported('no colours', start);
  const codes = start + pictureBytes + 3 * local;
  const { data, end } = subBlocks(bytes, codes + 1);
  const count = countLzwPixels(data, bytes[codes] ?? 0, local || global);
  if (count !== (width ?? 0) * (height ?? 0)) throw new RefusedError('corrupt-pixel-data', { offset: codes });
  return end;
}

/** The number of entries of the colour table that follows; 0 if there is none. */
function coloursOf(flags: number): number {
  return flags & 0x80 ? 2 << (flags & 7) : 0;
}

/** Data in pieces of at most 255 bytes, each behind its length, up to an empty one. */
function subBlocks(bytes: Uint8Array, start: number): { data: Uint8Array; end: number } {
  const parts: Uint8Array[] = [];
  let offset = start;
  for (;;) {
    const length = bytes[offset];
    if (length === undefined || offset + length >= bytes.length) throw truncated(bytes);
    offset += 1;
    if (length === 0) return { data: Buffer.concat(parts), end: offset };
    parts.push(bytes.subarray(offset, offset + length));
    offset += length;
  }
}

function truncated(bytes: Uint8Array): RefusedError {
  return new RefusedError('truncated', { offset: bytes.length });
}

function unsupported(value: string, offset: number): RefusedError {
  return new RefusedError('unsupported-pixel-format', { value, offset });
}
