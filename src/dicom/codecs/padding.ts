import { findForeignByte } from '../../formats/streamFilling';
import { corrupt } from './refusals';

/**
 * Whatever comes after a stream's end mark beyond a few bytes must be filling: else the picture ended before its data
 * did.
 * @param filling byte values that writers are known to fill with
 * @throws RefusedError `corrupt-pixel-data`
 */
export function checkPadding(bytes: Uint8Array, start: number, filling: readonly number[]): void {
  const foreign = findForeignByte(bytes, start, filling);
  if (foreign !== undefined) throw corrupt(foreign);
}
