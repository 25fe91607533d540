import { RefusedError } from '../../domain/reasons/refusals';
import { tags } from '../tags';
import { type DataSet, formatTag, type Source } from './dataSet';

/** Fewer bytes than this cannot be an element. */
const minElementBytes = 8;

/**
 * Whether the bytes at `offset` of the outermost data set no longer belong to an element: zeros to the end of
 * the file, or, after the pixels, any other filling or a rest too short to be an element. Anything else is
 * read as elements or refused: a second file could have been appended, and readers disagree about which of
 * the two they show.
 *
 * @throws RefusedError `malformed-dicom` for a tag (0000,0000), which no data set has, if it is not filling
 */
export function isTrailing(source: Source, offset: number, dataSet: DataSet): boolean {
  const rest = source.bytes.subarray(offset);
  const [first = 0] = rest;
  const behindPixels = dataSet.get(tags.pixelData) !== undefined;
  if (behindPixels && rest.length < minElementBytes) return true;
  const zeroTag = rest.subarray(0, 4).every((byte) => byte === 0);
  const mayBeFilling = zeroTag || (behindPixels && (first === 0xff || first === 0x20));
  if (mayBeFilling && rest.every((byte) => byte === first)) return true;
  if (zeroTag) throw new RefusedError('malformed-dicom', { tag: formatTag(0), offset });
  return false;
}
