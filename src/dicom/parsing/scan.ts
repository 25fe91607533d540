import type { ReadLimits } from '../../domain/kernel/limits';
import { RefusedError } from '../../domain/reasons/refusals';
import type { Notes } from '../notes';
import { knownSequences, tags } from '../tags';
import { ElementCounter, pastEnd, valueEnd } from './bounds';
import { DataSet, type Element, formatTag, type Source } from './dataSet';
import { type ElementHeader, readElementHeader, undefinedLength } from './elementHeader';
import { scanFragments } from './scanFragments';
import { addElement, type Level, LevelStack } from './scanLevel';
import { isTrailing } from './trailingBytes';

export interface ScanResult {
  readonly dataSet: DataSet;
  /** Pixel data at the end of the file that states more bytes than exist. */
  readonly cutPixelData?: Element;
}

/**
 * Indexes a data set without recursion and without copying values: every element on every level that the
 * encoding delimits, with each length checked against its container. Cost is linear in the number of
 * elements, which is bounded.
 *
 * @param start of the first element in `source`
 * @param sequences the attributes to treat as sequences if the encoding does not say
 * @throws RefusedError `truncated`, `length-past-end`, `too-deep`, `too-many-elements`,
 *   `duplicate-attribute`, `malformed-dicom`
 */
export function scanDataSet(
  source: Source,
  start: number,
  explicit: boolean,
  limits: ReadLimits,
  notes: Notes,
  sequences: ReadonlySet<number> = knownSequences,
): ScanResult {
  return new Scanner(source, limits, notes, sequences).scan(start, explicit);
}

/**
 * The elements of a data set that was cut off, or cannot be read, somewhere: those before that place. For what is
 * only an indication; a file is read with `scanDataSet`.
 */
export function scanBeginning(
  source: Source,
  start: number,
  explicit: boolean,
  limits: ReadLimits,
  notes: Notes,
): DataSet {
  const dataSet = new DataSet(source);
  try {
    new Scanner(source, limits, notes, knownSequences).scan(start, explicit, dataSet);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
  }
  return dataSet;
}

class Scanner {
  private readonly levels: LevelStack;
  private readonly counter: ElementCounter;
  private position = 0;
  private cutPixelData: Element | undefined;

  constructor(
    private readonly source: Source,
    limits: ReadLimits,
    private readonly notes: Notes,
    private readonly sequences: ReadonlySet<number>,
  ) {
    this.levels = new LevelStack(limits.maxNesting);
    this.counter = new ElementCounter(limits.maxElements);
  }

  /** @param dataSet receives the elements */
  scan(start: number, explicit: boolean, dataSet = new DataSet(this.source)): ScanResult {
    this.position = start;
    const end = this.source.bytes.length;
    this.levels.open({ kind: 'data-set', end, delimited: false, explicit, dataSet }, start);
    for (let level = this.levels.innermost; level !== undefined; level = this.levels.innermost) {
      this.step(level);
    }
    return this.cutPixelData === undefined ? { dataSet } : { dataSet, cutPixelData: this.cutPixelData };
  }

  private step(level: Level): void {
    if (this.position === level.end) {
      if (level.delimited) throw pastEnd(this.source, level.end, this.position);
      this.levels.close();
      return;
    }
    if (this.levels.atTop && isTrailing(this.source, this.position, level.dataSet)) {
      this.notes.add('trailing-bytes');
      this.position = level.end;
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
      if (level.delimited) this.levels.close();
      else this.notes.add('stray-delimiter');
      return;
    }
    if (header.tag !== tags.item) throw malformed(header.tag, offset);
    const dataSet = new DataSet(this.source);
    level.items.push(dataSet);
    const delimited = header.length === undefinedLength;
    const end = delimited ? level.end : valueEnd(this.source, header, offset, level.end);
    this.levels.open({ kind: 'data-set', end, delimited, explicit: level.explicit, dataSet }, offset);
  }

  private takeElement(level: Level, header: ElementHeader, offset: number): void {
    this.position = header.valueOffset;
    if (header.tag === tags.itemDelimitation || header.tag === tags.sequenceDelimitation) {
      if (header.tag === tags.itemDelimitation && level.delimited) this.levels.close();
      else this.notes.add('stray-delimiter');
      return;
    }
    if (header.tag === tags.item || isOfFileMeta(header.tag)) throw malformed(header.tag, offset);
    if (header.length === undefinedLength) this.takeUndefinedLength(level, header, offset);
    else this.takeDefinedLength(level, header, offset);
  }

  private takeUndefinedLength(level: Level, header: ElementHeader, offset: number): void {
    const { tag, vr } = header;
    if (tag === tags.pixelData || vr === 'OB' || vr === 'OW') {
      const start = header.valueOffset;
      const { fragments, end } = scanFragments(this.source, start, level.end, this.counter, this.notes);
      this.position = end;
      this.add(level, { tag, vr, offset: start, length: end - start, fragments }, offset);
      return;
    }
    if (vr !== undefined && vr !== 'SQ' && vr !== 'UN') throw malformed(tag, offset);
    this.openSequence(level, header, level.end, true, offset);
  }

  private takeDefinedLength(level: Level, header: ElementHeader, offset: number): void {
    const { tag, vr, length } = header;
    const isSequence = vr === 'SQ' || ((vr === undefined || vr === 'UN') && this.sequences.has(tag));
    if (isSequence) {
      this.openSequence(level, header, valueEnd(this.source, header, offset, level.end), false, offset);
      return;
    }
    const element = { tag, vr, offset: header.valueOffset, length };
    if (tag === tags.pixelData && this.levels.atTop && length > level.end - header.valueOffset) {
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
    // A sequence under VR UN is always encoded as implicit VR, PS3.5 6.2.2.
    const explicit = level.explicit && vr !== 'UN';
    const { dataSet } = level;
    this.levels.open({ kind: 'sequence', end, delimited, explicit, dataSet, items }, offset);
  }

  private add(level: Level, element: Element, offset: number): void {
    addElement(level, element, offset, this.notes);
  }
}

/**
 * Commands and file meta information do not belong in a data set, PS3.5 7.1. If one occurs there, the file
 * meta information was damaged, and readers disagree about where the data set starts.
 */
function isOfFileMeta(tag: number): boolean {
  const group = tag >>> 16;
  return group === 0x0000 || group === 0x0002;
}

function malformed(tag: number, offset: number): RefusedError {
  return new RefusedError('malformed-dicom', { tag: formatTag(tag), offset });
}
