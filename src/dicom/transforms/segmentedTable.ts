import { RefusedError } from '../../domain/reasons/refusals';
import { type DataSet, type Element, formatTag } from '../parsing/dataSet';

const discrete = 0;
const linear = 1;
const indirect = 2;

/**
 * Expands a segmented palette, PS3.3 C.7.9.2: runs of values, straight lines from the previous value, and
 * references to earlier segments.
 * @returns `entries` values
 * @throws RefusedError `inconsistent-attributes` if the segments give another number of entries or are
 *   invalid
 */
export function expandSegments(dataSet: DataSet, element: Element, entries: number): number[] {
  return new Expansion(dataSet, element, entries).run();
}

class Expansion {
  private readonly values: number[] = [];
  private readonly words: number;

  constructor(
    private readonly dataSet: DataSet,
    private readonly element: Element,
    private readonly entries: number,
  ) {
    this.words = element.length >> 1;
  }

  run(): number[] {
    let at = 0;
    while (at < this.words) at = this.word(at) === indirect ? this.refer(at) : this.segment(at);
    if (this.values.length !== this.entries) throw this.bad(this.values.length);
    return this.values;
  }

  /** One run or line. @returns the start of the next segment */
  private segment(at: number): number {
    const length = this.word(at + 1);
    // An empty segment would let references cost time without producing a value.
    if (length === 0 || this.values.length + length > this.entries) throw this.bad(length);
    switch (this.word(at)) {
      case discrete:
        for (let index = 0; index < length; index += 1) this.values.push(this.word(at + 2 + index));
        return at + 2 + length;
      case linear:
        this.addLine(length, this.word(at + 2));
        return at + 3;
      default:
        throw this.bad(this.word(at));
    }
  }

  private addLine(length: number, end: number): void {
    const start = this.values.at(-1);
    if (start === undefined) throw this.bad(length);
    for (let step = 1; step <= length; step += 1) {
      this.values.push(Math.round(start + ((end - start) * step) / length));
    }
  }

  /** Repeats earlier segments, at an offset in bytes. They must not be references themselves. */
  private refer(at: number): number {
    const target = (this.word(at + 2) + this.word(at + 3) * 0x10000) / 2;
    if (!Number.isInteger(target) || target >= at) throw this.bad(target);
    let from = target;
    for (let count = this.word(at + 1); count > 0; count -= 1) from = this.segment(from);
    return at + 4;
  }

  private word(index: number): number {
    if (index >= this.words) throw this.bad(index);
    const { view, littleEndian } = this.dataSet.source;
    return view.getUint16(this.element.offset + 2 * index, littleEndian);
  }

  private bad(value: number): RefusedError {
    return new RefusedError('inconsistent-attributes', { tag: formatTag(this.element.tag), value });
  }
}
