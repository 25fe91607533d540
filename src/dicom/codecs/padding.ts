import type { RefusedError } from '../../domain/reasons/refusals';
import { findForeignByte } from '../../formats/streamFilling';
import { contradicts, corrupt } from './refusals';

/**
 * Apart from a few bytes, anything after a stream's end marker must be filling; otherwise the picture ended
 * before its data did.
 * @param filling byte values that writers are known to fill with
 * @throws RefusedError `inconsistent-attributes` or `corrupt-pixel-data`
 */
export function checkPadding(bytes: Uint8Array, start: number, filling: readonly number[]): void {
  const foreign = findForeignByte(bytes, start, filling);
  if (foreign !== undefined) throw refusalOfRest(bytes, foreign);
}

/** The second bytes of the markers that begin a JPEG or JPEG-LS, and a JPEG 2000 stream. */
const beginnings = [0xd8, 0x4f];

/**
 * What follows a whole picture: another one, which no frame is stated for, or the rest of damaged data.
 * @param offset of the first byte that is no filling; the first byte of a marker, 0xFF, counts as filling
 */
function refusalOfRest(bytes: Uint8Array, offset: number): RefusedError {
  const isPicture = bytes[offset - 1] === 0xff && beginnings.includes(bytes[offset] ?? 0);
  return isPicture ? contradicts('(0028,0008)', 'several pictures in one frame') : corrupt(offset);
}
