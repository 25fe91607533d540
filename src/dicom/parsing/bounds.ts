import { RefusedError } from '../../domain/reasons/refusals';
import { formatTag, type Source } from './dataSet';
import type { ElementHeader } from './elementHeader';

/**
 * The end of a value, at or before `end`, the end of its container.
 * @throws RefusedError `truncated`, `length-past-end`
 */
export function valueEnd(source: Source, header: ElementHeader, offset: number, end: number): number {
  if (header.length > end - header.valueOffset) throw pastEnd(source, end, offset, header);
  return header.valueOffset + header.length;
}

/** A value that runs past the end of the file was cut off, unless its stated length exceeds the whole file. */
export function pastEnd(source: Source, end: number, offset: number, header?: ElementHeader): RefusedError {
  const fileSize = source.bytes.length;
  const code = end === fileSize && (header?.length ?? 0) <= fileSize ? 'truncated' : 'length-past-end';
  if (header === undefined) return new RefusedError(code, { offset });
  return new RefusedError(code, { tag: formatTag(header.tag), value: header.length, offset });
}

/** Counts elements, items and fragments up to the limit. */
export class ElementCounter {
  private count = 0;

  constructor(private readonly most: number) {}

  /** @throws RefusedError `too-many-elements` */
  add(tag: number, offset: number): void {
    this.count += 1;
    if (this.count > this.most) {
      throw new RefusedError('too-many-elements', { tag: formatTag(tag), value: this.most, offset });
    }
  }
}
