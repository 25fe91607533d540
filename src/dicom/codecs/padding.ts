import { corrupt } from './refusals';

/** So few bytes are what writers leave behind when they round a stream's length up. */
const roundingBytes = 16;

/**
 * Whatever comes after a stream's end mark beyond a few bytes must be filling: else the picture ended before its data did.
 * @param filling byte values that writers are known to fill with
 * @throws RefusedError `corrupt-pixel-data`
 */
export function checkPadding(bytes: Uint8Array, start: number, filling: readonly number[]): void {
  if (bytes.length - start <= roundingBytes) return;
  const foreign = bytes.subarray(start).findIndex((byte) => !filling.includes(byte));
  if (foreign >= 0) throw corrupt(start + foreign);
}
