import { RefusedError } from '../../domain/reasons/refusals';

/** The first directory of a TIFF file, TIFF 6.0 section 2: whole numbers by tag. */
export interface TiffDirectory {
  /**
   * The numbers of a tag; empty if it is absent or holds no whole numbers.
   * @throws RefusedError `truncated`, `too-large`
   */
  numbers(tag: number): readonly number[];
  /** Whether another directory follows, which means another picture. */
  readonly hasNext: boolean;
}

const bigTiff = 43;
/** More strips or tiles than any real picture has. */
const maxNumbers = 1_000_000;
/** Bytes per value of the integer field types: BYTE, SHORT, LONG. */
const widths: Readonly<Record<number, 1 | 2 | 4>> = { 1: 1, 3: 2, 4: 4 };

/**
 * Locates the fields of the directory.
 * @throws RefusedError `truncated`, `corrupt-pixel-data` if a tag occurs twice, `unsupported-pixel-format`
 *   for BigTIFF
 */
export function readTiffDirectory(bytes: Uint8Array): TiffDirectory {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const littleEndian = bytes[0] === 0x49;
  const need = (end: number) => {
    if (end > bytes.length) throw new RefusedError('truncated', { offset: bytes.length });
  };
  need(8);
  if (view.getUint16(2, littleEndian) === bigTiff) {
    throw new RefusedError('unsupported-pixel-format', { value: 'BigTIFF' });
  }
  const start = view.getUint32(4, littleEndian);
  need(start + 2);
  const count = view.getUint16(start, littleEndian);
  const end = start + 2 + 12 * count;
  need(end + 4);
  const fields = new Map<number, number>();
  for (let offset = start + 2; offset < end; offset += 12) {
    const tag = view.getUint16(offset, littleEndian);
    if (fields.has(tag)) throw new RefusedError('corrupt-pixel-data', { value: tag, offset });
    fields.set(tag, offset);
  }
  const numbers = (tag: number) => {
    const field = fields.get(tag);
    return field === undefined ? [] : readNumbers(view, field, littleEndian, need);
  };
  return { numbers, hasNext: view.getUint32(end, littleEndian) !== 0 };
}

/** A field's values are in its last four bytes if they fit; otherwise these hold their offset. */
function readNumbers(
  view: DataView,
  field: number,
  littleEndian: boolean,
  need: (end: number) => void,
): readonly number[] {
  const width = widths[view.getUint16(field + 2, littleEndian)];
  if (width === undefined) return [];
  const count = view.getUint32(field + 4, littleEndian);
  if (count > maxNumbers) throw new RefusedError('too-large', { value: count, offset: field });
  const start = count * width <= 4 ? field + 8 : view.getUint32(field + 8, littleEndian);
  need(start + count * width);
  return Array.from({ length: count }, (_, index) => {
    const offset = start + index * width;
    if (width === 1) return view.getUint8(offset);
    return width === 2 ? view.getUint16(offset, littleEndian) : view.getUint32(offset, littleEndian);
  });
}
