/** The bytes that elements point into, and the byte order of numbers in them. */
export interface Source {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly littleEndian: boolean;
}

/** A fragment of encapsulated pixel data: its location in the source. */
export interface Fragment {
  readonly offset: number;
  readonly length: number;
}

/** One element: the location of its value. `vr` is absent if the encoding does not state it. */
export interface Element {
  readonly tag: number;
  readonly vr: string | undefined;
  readonly offset: number;
  readonly length: number;
  /** For a sequence. */
  readonly items?: DataSet[];
  /** For encapsulated pixel data; the first fragment is the basic offset table. */
  readonly fragments?: Fragment[];
}

/** The elements of one level, by tag. */
export class DataSet {
  readonly elements = new Map<number, Element>();

  constructor(readonly source: Source) {}

  get(tag: number): Element | undefined {
    return this.elements.get(tag);
  }

  /** The items of a sequence; empty if it is absent. */
  items(tag: number): DataSet[] {
    return this.elements.get(tag)?.items ?? [];
  }

  /** The bytes of an element's value. */
  value(element: Element): Uint8Array {
    return this.source.bytes.subarray(element.offset, element.offset + element.length);
  }
}

/** A Buffer becomes a Uint8Array over the same memory, whose `slice` copies; a Buffer's does not. */
export function createSource(bytes: Uint8Array, littleEndian: boolean): Source {
  const { buffer, byteOffset, byteLength } = bytes;
  return {
    bytes: new Uint8Array(buffer, byteOffset, byteLength),
    view: new DataView(buffer, byteOffset, byteLength),
    littleEndian,
  };
}

/** A tag in the standard's notation: `(0028,0010)`. */
export function formatTag(tag: number): string {
  const hex = (tag >>> 0).toString(16).toUpperCase().padStart(8, '0');
  return `(${hex.slice(0, 4)},${hex.slice(4)})`;
}

/** Whether two elements of a data set hold the same bytes. Sequences are not compared and count as different. */
export function sameValue(dataSet: DataSet, a: Element, b: Element): boolean {
  if (a.items !== undefined || b.items !== undefined || a.length !== b.length) return false;
  const other = dataSet.value(b);
  return dataSet.value(a).every((byte, index) => byte === other[index]);
}
