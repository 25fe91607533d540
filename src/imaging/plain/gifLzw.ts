/** Codes have at most this many bits, so there are at most 4096 of them. */
const mostBits = 12;

/**
 * How many pixels the LZW codes of a GIF stand for, GIF89a appendix F. Nothing is decoded: the length of what each
 * code stands for is enough.
 *
 * @param codeSize bits of a pixel as the stream states them
 * @param colours in the table: a pixel must be one of them
 * @returns undefined if the codes are invalid
 */
export function countLzwPixels(data: Uint8Array, codeSize: number, colours: number): number | undefined {
  if (codeSize < 2 || codeSize > 8) return undefined;
  const clear = 1 << codeSize;
  const lengths = new Uint32Array(1 << mostBits).fill(1, 0, clear);
  let [width, next, previous, count] = [codeSize + 1, clear + 2, -1, 0];
  for (const code of codesOf(data, () => width)) {
    if (code === clear) {
      [width, next, previous] = [codeSize + 1, clear + 2, -1];
      continue;
    }
    if (code === clear + 1) return count;
    if (code < clear ? code >= colours : previous < 0 || code > next) return undefined;
    if (previous >= 0 && next < lengths.length) {
      lengths[next] = (lengths[previous] ?? 0) + 1;
      next += 1;
      if (next === 1 << width && width < mostBits) width += 1;
    } else if (code === next) return undefined;
    count += lengths[code] ?? 0;
    previous = code;
  }
  return count;
}

/** Codes of a width that changes on the way, the lowest bits first. Bits that are too few for one are filling. */
function* codesOf(data: Uint8Array, width: () => number): Generator<number> {
  let [bits, held] = [0, 0];
  for (const byte of data) {
    bits |= byte << held;
    held += 8;
    while (held >= width()) {
      const size = width();
      yield bits & ((1 << size) - 1);
      bits >>= size;
      held -= size;
    }
  }
}
