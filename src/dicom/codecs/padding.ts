import { findForeignByte } from '../../formats/streamFilling';
import { corrupt } from './refusals';

/**
 * Apart from a few bytes, anything after a stream's end marker must be filling; otherwise the picture ended
 * before its data did.
 * @param filling byte values that writers are known to fill with
 * @throws RefusedError `corrupt-pixel-data`
 */
export function checkPadding(bytes: Uint8Array, start: number, filling: readonly number[]): void {
  const foreign = findForeignByte(bytes, start, filling);
  if (foreign !== undefined) throw corrupt(foreign);
}
