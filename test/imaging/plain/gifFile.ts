/** A picture of palette colours, and how its file departs from what a GIF should be. */
export interface GifSpec {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue of each entry; their number is a power of two from 4 on. */
  readonly palette: readonly (readonly [number, number, number])[];
  readonly indices: readonly number[];
  /** Left, top, width and height of the picture on its screen. */
  readonly frame?: readonly [number, number, number, number];
  readonly withoutPalette?: boolean;
  readonly end?: readonly number[];
}

const words = (values: readonly number[]) => values.flatMap((value) => [value & 0xff, value >> 8]);

/**
 * A GIF that is not compressed: each code stands for one pixel, and the table is cleared before codes would get
 * longer.
 */
export function gifFile(spec: GifSpec): Buffer {
  const { width, height, palette, indices, frame = [0, 0, width, height], end = [0x3b] } = spec;
  const bits = Math.log2(palette.length);
  const data = packed(codesOf(indices, 1 << bits), bits + 1);
  const pieces = Array.from({ length: Math.ceil(data.length / 255) }, (_, at) => {
    const piece = data.slice(255 * at, 255 * (at + 1));
    return [piece.length, ...piece];
  });
  const table = spec.withoutPalette ? [] : palette.flat();
  const flags = spec.withoutPalette ? 0 : 0x80 | (bits - 1);
  const screen = [...Buffer.from('GIF89a'), ...words([width, height]), flags, 0, 0, ...table];
  return Buffer.from([...screen, 0x2c, ...words(frame), 0, bits, ...pieces.flat(), 0, ...end]);
}

function codesOf(indices: readonly number[], clear: number): number[] {
  const codes = indices.flatMap((index, at) => (at % (clear - 2) === 0 ? [clear, index] : [index]));
  return [...codes, clear + 1];
}

function packed(codes: readonly number[], width: number): number[] {
  const bytes: number[] = [];
  let [bits, held] = [0, 0];
  for (const code of codes) {
    bits |= code << held;
    for (held += width; held >= 8; held -= 8) {
      bytes.push(bits & 0xff);
      bits >>= 8;
    }
  }
  return held > 0 ? [...bytes, bits] : bytes;
}
