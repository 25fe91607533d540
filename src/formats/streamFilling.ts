/** Up to this many bytes remain when writers round up a stream's length. */
const roundingBytes = 16;

/**
 * The offset of anything other than filling after a stream's end marker and beyond a few bytes: the picture
 * ended before its data did.
 * @param start of what follows the end marker
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
