import { RefusedError } from '../../domain/reasons/refusals';
import type { Notes } from '../notes';
import { tags } from '../tags';
import { type ElementCounter, valueEnd } from './bounds';
import { type Fragment, formatTag, type Source } from './dataSet';
import { readElementHeader, undefinedLength } from './elementHeader';

/**
 * The fragments of encapsulated pixel data, PS3.5 A.4, up to their delimiter.
 * @param start of the first item
 * @param limit the latest offset at which the fragments may end
 * @returns also the start of the next element
 * @throws RefusedError `truncated`, `length-past-end`, `too-many-elements`, `malformed-dicom`
 */
export function scanFragments(
  source: Source,
  start: number,
  limit: number,
  counter: ElementCounter,
  notes: Notes,
): { fragments: Fragment[]; end: number } {
  const fragments: Fragment[] = [];
  for (let offset = start; ; ) {
    const header = readElementHeader(source, offset, limit, false, notes);
    counter.add(header.tag, offset);
    if (header.tag === tags.sequenceDelimitation) return { fragments, end: header.valueOffset };
    if (header.tag !== tags.item || header.length === undefinedLength) {
      throw new RefusedError('malformed-dicom', { tag: formatTag(header.tag), offset });
    }
    const end = valueEnd(source, header, offset, limit);
    fragments.push({ offset: header.valueOffset, length: header.length });
    offset = end;
  }
}
