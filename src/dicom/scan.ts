import { RefusedError } from '../domain/errors';
import type { ReadLimits } from '../domain/limits';
import { ElementCounter, pastEnd, valueEnd } from './bounds';
import { DataSet, type Element, type Fragment, formatTag, type Source, sameValue } from './dataSet';
import { type ElementHeader, readElementHeader, undefinedLength } from './elementHeader';
import type { Notes } from './notes';
import { knownSequences, tags } from './tags';

/** A level that is open while the scan goes on. */
interface Level {
  readonly kind: 'data-set' | 'sequence';
  /** Nothing of this level may lie at or after this offset. */
  readonly end: number;
  /** It ends with a delimiter, not at `end`. */
  readonly delimited: boolean;
  readonly explicit: boolean;
  readonly dataSet: DataSet;
  readonly items: DataSet[];
  lastTag: number;
}

export interface ScanResult {
  readonly dataSet: DataSet;
  /** Pixel data at the end of the file that states more bytes than there are. */
  readonly cutPixelData?: Element;
}

/**
 * Indexes a data set without recursion and without copying a value: every element of every level that the encoding
 * tells apart, each length checked against what holds it. Cost is linear in the elements, which are bounded.
 *
 * @param start where the first element begins in `source`
 * @throws RefusedError `truncated`, `length-past-end`, `too-deep`, `too-many-elements`, `duplicate-attribute`,
 *   `malformed-dicom`
 */
export function scanDataSet(
  source: Source,
  start: number,
  explicit: boolean,
  limits: ReadLimits,
  notes: Notes,
): ScanResult {
  return new Scanner(source, limits, notes).scan(start, explicit);
}

class Scanner {
  private readonly levels: Level[] = [];
  private position = 0;
  private readonly counter: ElementCounter;
  private cutPixelData: Element | undefined;

  constructor(
    private readonly source: Source,
    private readonly limits: ReadLimits,
    private readonly notes: Notes,
  ) {
    this.counter = new ElementCounter(limits.maxElements);
  }

  scan(start: number, explicit: boolean): ScanResult {
    this.position = start;
    const dataSet = new DataSet(this.source);
    this.open({ kind: 'data-set', end: this.source.bytes.length, delimited: false, explicit, dataSet });
    for (let level = this.levels.at(-1); level !== undefined; level = this.levels.at(-1)) this.step(level);
    return this.cutPixelData === undefined ? { dataSet } : { dataSet, cutPixelData: this.cutPixelData };
  }

  private step(level: Level): void {
    if (this.position === level.end) {
      if (level.delimited) throw pastEnd(this.source, level.end, this.position);
      this.levels.pop();
      return;
    }
    if (this.levels.length === 1 && this.atZeroTag()) {
      this.skipPadding(level);
      return;
    }
    const offset = this.position;
    const header = readElementHeader(this.source, offset, level.end, level.explicit, this.notes);
    this.counter.add(header.tag, offset);
    if (level.kind === 'sequence') this.takeItem(level, header, offset);
    else this.takeElement(level, header, offset);
  }

  private takeItem(level: Level, header: ElementHeader, offset: number): void {
    this.position = header.valueOffset;
    if (header.tag === tags.sequenceDelimitation) {
      if (level.delimited) this.levels.pop();
      else this.notes.add('stray-delimiter');
      return;
    }
    if (header.tag !== tags.item) throw malformed(header.tag, offset);
    const dataSet = new DataSet(this.source);
    level.items.push(dataSet);
    const delimited = header.length === undefinedLength;
    const end = delimited ? level.end : valueEnd(this.source, header, offset, level.end);
    this.open({ kind: 'data-set', end, delimited, explicit: level.explicit, dataSet });
  }

  private takeElement(level: Level, header: ElementHeader, offset: number): void {
    this.position = header.valueOffset;
    if (header.tag === tags.itemDelimitation || header.tag === tags.sequenceDelimitation) {
      if (header.tag === tags.itemDelimitation && level.delimited) this.levels.pop();
      else this.notes.add('stray-delimiter');
      return;
    }
    if (header.tag === tags.item) throw malformed(header.tag, offset);
    if (header.length === undefinedLength) this.takeUndefinedLength(level, header, offset);
    else this.takeDefinedLength(level, header, offset);
  }

  private takeUndefinedLength(level: Level, header: ElementHeader, offset: number): void {
    const { tag, vr } = header;
    if (tag === tags.pixelData || vr === 'OB' || vr === 'OW') {
      const fragments = this.readFragments(level);
      const length = this.position - header.valueOffset;
      this.add(level, { tag, vr, offset: header.valueOffset, length, fragments }, offset);
      return;
    }
    if (vr !== undefined && vr !== 'SQ' && vr !== 'UN') throw malformed(tag, offset);
    this.openSequence(level, header, level.end, true, offset);
  }

  private takeDefinedLength(level: Level, header: ElementHeader, offset: number): void {
    const { tag, vr, length } = header;
    const isSequence = vr === 'SQ' || ((vr === undefined || vr === 'UN') && knownSequences.has(tag));
    if (isSequence) {
      this.openSequence(level, header, valueEnd(this.source, header, offset, level.end), false, offset);
      return;
    }
    const element = { tag, vr, offset: header.valueOffset, length };
    if (tag === tags.pixelData && this.levels.length === 1 && length > level.end - header.valueOffset) {
      this.cutPixelData = element;
      this.position = level.end;
      return;
    }
    if (length % 2 === 1) this.notes.add('odd-length');
    this.position = valueEnd(this.source, header, offset, level.end);
    this.add(level, element, offset);
  }

  private openSequence(
    level: Level,
    header: ElementHeader,
    end: number,
    delimited: boolean,
    offset: number,
  ): void {
    const items: DataSet[] = [];
    const { tag, vr } = header;
    const length = delimited ? 0 : header.length;
    this.add(level, { tag, vr, offset: header.valueOffset, length, items }, offset);
    // A sequence under VR UN is encoded as implicit VR whatever surrounds it, PS3.5 6.2.2.
    const explicit = level.explicit && vr !== 'UN';
    this.open({ kind: 'sequence', end, delimited, explicit, dataSet: level.dataSet, items });
  }

  private readFragments(level: Level): Fragment[] {
    const fragments: Fragment[] = [];
    for (;;) {
      const offset = this.position;
      const header = readElementHeader(this.source, offset, level.end, false, this.notes);
      this.counter.add(header.tag, offset);
      if (header.tag === tags.sequenceDelimitation) {
        this.position = header.valueOffset;
        return fragments;
      }
      if (header.tag !== tags.item || header.length === undefinedLength) throw malformed(header.tag, offset);
      this.position = valueEnd(this.source, header, offset, level.end);
      fragments.push({ offset: header.valueOffset, length: header.length });
    }
  }

  private add(level: Level, element: Element, offset: number): void {
    const { elements } = level.dataSet;
    const earlier = elements.get(element.tag);
    if (earlier !== undefined) {
      if (!sameValue(level.dataSet, earlier, element)) {
        throw new RefusedError('duplicate-attribute', { tag: formatTag(element.tag), offset });
      }
      this.notes.add('repeated-attribute');
    } else if (element.tag < level.lastTag) {
      this.notes.add('out-of-order');
    }
    level.lastTag = element.tag;
    elements.set(element.tag, element);
  }

  private open(level: Omit<Level, 'lastTag' | 'items'> & { items?: DataSet[] }): void {
    if (this.levels.length > 2 * this.limits.maxNesting) {
      throw new RefusedError('too-deep', { value: this.limits.maxNesting, offset: this.position });
    }
    this.levels.push({ items: [], ...level, lastTag: 0 });
  }

  private atZeroTag(): boolean {
    const { bytes } = this.source;
    return [0, 1, 2, 3].every((index) => (bytes[this.position + index] ?? 0) === 0);
  }

  /** No data set has a tag (0000,0000): either nothing but zeros follows, or this is no data set. */
  private skipPadding(level: Level): void {
    if (!this.source.bytes.subarray(this.position).every((byte) => byte === 0))
      throw malformed(0, this.position);
    this.notes.add('trailing-bytes');
    this.position = level.end;
  }
}

function malformed(tag: number, offset: number): RefusedError {
  return new RefusedError('malformed-dicom', { tag: formatTag(tag), offset });
}
