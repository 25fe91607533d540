import { RefusedError } from '../../domain/reasons/refusals';
import type { Notes } from '../notes';
import { type DataSet, type Element, formatTag, sameValue } from './dataSet';

/** A data set or a sequence that is still open during the scan. */
export interface Level {
  readonly kind: 'data-set' | 'sequence';
  /** Nothing on this level may lie at or after this offset. */
  readonly end: number;
  /** It ends with a delimiter, not at `end`. */
  readonly delimited: boolean;
  readonly explicit: boolean;
  /** The data set that receives elements; for a sequence, its parent. */
  readonly dataSet: DataSet;
  /** For a sequence. */
  readonly items: DataSet[];
  lastTag: number;
}

/** What a level is opened with. */
export type NewLevel = Omit<Level, 'lastTag' | 'items'> & { readonly items?: DataSet[] };

/** The open levels, innermost last. */
export class LevelStack {
  private readonly levels: Level[] = [];

  /** @param maxNesting how many sequences may be open at once */
  constructor(private readonly maxNesting: number) {}

  get innermost(): Level | undefined {
    return this.levels.at(-1);
  }

  /** Whether only the outermost data set is open. */
  get atTop(): boolean {
    return this.levels.length === 1;
  }

  /** @throws RefusedError `too-deep` */
  open(level: NewLevel, offset: number): void {
    // A sequence and its item are two levels, and the outermost data set is one.
    if (this.levels.length > 2 * this.maxNesting) {
      throw new RefusedError('too-deep', { value: this.maxNesting, offset });
    }
    this.levels.push({ items: [], ...level, lastTag: 0 });
  }

  close(): void {
    this.levels.pop();
  }
}

/**
 * Adds an element to its data set.
 * @param offset of its header
 * @throws RefusedError `duplicate-attribute` if the data set already has the attribute with another value
 */
export function addElement(level: Level, element: Element, offset: number, notes: Notes): void {
  const { elements } = level.dataSet;
  const earlier = elements.get(element.tag);
  if (earlier !== undefined) {
    if (!sameValue(level.dataSet, earlier, element)) {
      throw new RefusedError('duplicate-attribute', { tag: formatTag(element.tag), offset });
    }
    notes.add('repeated-attribute');
  } else if (element.tag < level.lastTag) {
    notes.add('out-of-order');
  }
  level.lastTag = element.tag;
  elements.set(element.tag, element);
}
