import { RefusedError } from '../../domain/reasons/refusals';
import { findForeignByte } from '../../formats/streamFilling';

/** `RIFF`, the length of the rest, `WEBP`. */
const headBytes = 12;
const chunkHeadBytes = 8;
const lossyChunk = 'VP8 ';
const pictureChunks = [lossyChunk, 'VP8L'];
const animationChunks = ['ANIM', 'ANMF'];

/**
 * Checks a WebP before it is decoded: one picture that is no animation, in chunks that lie in the file, with nothing
 * behind them.
 *
 * @throws RefusedError `truncated`, `corrupt-pixel-data`, `unsupported-pixel-format`
 */
export function checkWebp(bytes: Uint8Array): void {
  const types = chunksOf(bytes);
  if (types.some((type) => animationChunks.includes(type))) throw unsupported('animation');
  if (types.filter((type) => pictureChunks.includes(type)).length !== 1)
    throw new RefusedError('corrupt-pixel-data');
}

export function isLossyWebp(bytes: Uint8Array): boolean {
  return chunksOf(bytes).includes(lossyChunk);
}

function chunksOf(bytes: Uint8Array): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = headBytes - 4 + view.getUint32(4, true);
  if (end > bytes.length) throw new RefusedError('truncated', { value: end, offset: bytes.length });
  const foreign = findForeignByte(bytes, end, [0]);
  if (foreign !== undefined) throw unsupported('other data behind the picture', foreign);
  const types: string[] = [];
  for (let offset = headBytes; offset + chunkHeadBytes <= end; ) {
    types.push(String.fromCharCode(...bytes.subarray(offset, offset + 4)));
    const length = view.getUint32(offset + 4, true);
    if (offset + chunkHeadBytes + length > end) throw new RefusedError('corrupt-pixel-data', { offset });
    // Chunks begin at even offsets.
    offset += chunkHeadBytes + length + (length % 2);
  }
  return types;
}

function unsupported(value: string, offset?: number): RefusedError {
  return new RefusedError('unsupported-pixel-format', { value, ...(offset === undefined ? {} : { offset }) });
}
