import { readFloats, readWords } from '../attributes';
import type { DataSet } from '../parsing/dataSet';
import { tags } from '../tags';
import type { PixelFormat } from './pixelFormat';

/** Stored values that mean "no picture here", both ends included. */
interface Padding {
  readonly first: number;
  readonly last: number;
}

/**
 * Pixel Padding Value and, if present, the other end of its range, PS3.3 C.7.5.1.1.2; for float pixels their
 * own attributes, C.7.6.24 and C.7.6.25. A value that cannot be read pads nothing: only the automatic window
 * depends on it.
 */
export function readPadding(dataSet: DataSet, format: PixelFormat): Padding | undefined {
  const { value, limit } = format.float
    ? floatPadding(dataSet, format.bitsAllocated)
    : padding(dataSet, format);
  if (value === undefined || Number.isNaN(value)) return undefined;
  const other = limit === undefined || Number.isNaN(limit) ? value : limit;
  return { first: Math.min(value, other), last: Math.max(value, other) };
}

/** Read as a sample is, whatever the VR: the bits outside the stored ones are cut, and the sign is the pixels'. */
function padding(dataSet: DataSet, { pixelRepresentation, bitsStored }: PixelFormat) {
  const size = 2 ** Math.min(bitsStored, 16);
  const read = (tag: number) => {
    const element = dataSet.get(tag);
    const [word] = element?.length === 2 ? readWords(dataSet, element) : [];
    if (word === undefined) return undefined;
    const value = word % size;
    return pixelRepresentation === 1 && value >= size / 2 ? value - size : value;
  };
  return { value: read(tags.pixelPaddingValue), limit: read(tags.pixelPaddingRangeLimit) };
}

function floatPadding(dataSet: DataSet, bitsAllocated: number) {
  const vr = bitsAllocated === 64 ? 'FD' : 'FL';
  const read = (tag: number) => {
    const element = dataSet.get(tag);
    const fits = element?.length === bitsAllocated / 8;
    return element !== undefined && fits ? readFloats(dataSet, { ...element, vr })[0] : undefined;
  };
  return vr === 'FL'
    ? { value: read(tags.floatPixelPaddingValue), limit: read(tags.floatPixelPaddingRangeLimit) }
    : { value: read(tags.doubleFloatPixelPaddingValue), limit: read(tags.doubleFloatPixelPaddingRangeLimit) };
}
