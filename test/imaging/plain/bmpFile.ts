/** A bitmap of pixels that are not compressed, and how its file departs from what it should be. */
export interface BmpSpec {
  readonly width: number;
  /** Negative: the first row is the highest. */
  readonly height: number;
  readonly bits: number;
  /** The bytes of all rows, each filled up to four. */
  readonly rows: readonly number[];
  /** Blue, green, red and a byte more for each entry. */
  readonly palette?: readonly number[];
  readonly compression?: number;
  readonly masks?: readonly number[];
  readonly headerBytes?: number;
}

/** BITMAPFILEHEADER, BITMAPINFOHEADER, masks, palette, rows. */
export function bmpFile(spec: BmpSpec): Buffer {
  const { palette = [], masks = [], compression = 0, headerBytes = 40 } = spec;
  const head = Buffer.alloc(54 + 4 * masks.length);
  head.write('BM');
  head.writeUInt32LE(head.length + palette.length + spec.rows.length, 2);
  head.writeUInt32LE(head.length + palette.length, 10);
  head.writeUInt32LE(headerBytes, 14);
  head.writeInt32LE(spec.width, 18);
  head.writeInt32LE(spec.height, 22);
  head.writeUInt16LE(1, 26);
  head.writeUInt16LE(spec.bits, 28);
  head.writeUInt32LE(compression, 30);
  head.writeUInt32LE(palette.length / 4, 46);
  masks.forEach((mask, at) => {
    head.writeUInt32LE(mask, 54 + 4 * at);
  });
  return Buffer.concat([head, Buffer.from(palette), Buffer.from(spec.rows)]);
}
