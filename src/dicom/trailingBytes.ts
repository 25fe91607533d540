import { RefusedError } from '../domain/errors';
import { type DataSet, formatTag, type Source } from './dataSet';
import { type ElementHeader, readElementHeader, undefinedLength } from './elementHeader';
import { Notes } from './notes';
import { tags } from './tags';

interface Outermost {
  readonly dataSet: DataSet;
  readonly end: number;
  readonly explicit: boolean;
}

/**
 * Whether what stands at `offset` of the outermost data set belongs to no element any more: zeros to the end of the
 * file, or, behind the pixels, anything that is no element. Before the pixels the same bytes are damage.
 * @throws RefusedError `malformed-dicom` for a tag (0000,0000), which no data set has, before the pixels
 */
export function isTrailing(source: Source, offset: number, level: Outermost): boolean {
  const zeroTag = [0, 1, 2, 3].every((index) => (source.bytes[offset + index] ?? 0) === 0);
  if (zeroTag && source.bytes.subarray(offset).every((byte) => byte === 0)) return true;
  if (level.dataSet.get(tags.pixelData) === undefined) {
    if (zeroTag) throw new RefusedError('malformed-dicom', { tag: formatTag(0), offset });
    return false;
  }
  const header = zeroTag ? undefined : headerAt(source, offset, level);
  if (header === undefined) return true;
  return header.length !== undefinedLength && header.length > level.end - header.valueOffset;
}

function headerAt(source: Source, offset: number, level: Outermost): ElementHeader | undefined {
  try {
    return readElementHeader(source, offset, level.end, level.explicit, new Notes());
  } catch (error) {
    if (error instanceof RefusedError) return undefined;
    throw error;
  }
}
