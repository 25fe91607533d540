/** So few bytes are what writers leave behind when they round a stream's length up. */
const roundingBytes = 16;

/**
 * Where, after a stream's end mark and beyond a few bytes, something other than filling stands: there the picture ended
 * before its data did.
 * @param start of what follows the end mark
 * @param filling byte values that writers are known to fill with
 */
export function findForeignByte(
  bytes: Uint8Array,
  start: number,
  filling: readonly number[],
): number | undefined {
  if (bytes.length - start <= roundingBytes) return undefined;
  const foreign = bytes.subarray(start).findIndex((byte) => !filling.includes(byte));
  return foreign < 0 ? undefined : start + foreign;
}
