/** The bytes that elements point into, and how numbers lie in them. */
export interface Source {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly littleEndian: boolean;
}

/** A piece of encapsulated pixel data: where it lies in the source. */
export interface Fragment {
  readonly offset: number;
  readonly length: number;
}

/** One element: where its value lies. `vr` is absent where the encoding does not state it. */
export interface Element {
  readonly tag: number;
  readonly vr: string | undefined;
  readonly offset: number;
  readonly length: number;
  /** Of a sequence. */
  readonly items?: DataSet[];
  /** Of encapsulated pixel data; the first one is the basic offset table. */
  readonly fragments?: Fragment[];
}

/** The elements of one level, by tag. */
export class DataSet {
  readonly elements = new Map<number, Element>();

  constructor(readonly source: Source) {}

  get(tag: number): Element | undefined {
    return this.elements.get(tag);
  }

  /** The items of a sequence; empty where it is absent. */
  items(tag: number): DataSet[] {
    return this.elements.get(tag)?.items ?? [];
  }

  /** The bytes of an element's value. */
  value(element: Element): Uint8Array {
    return this.source.bytes.subarray(element.offset, element.offset + element.length);
  }
}

/** A Buffer becomes a plain array over the same memory: its `slice` does not copy. */
export function createSource(bytes: Uint8Array, littleEndian: boolean): Source {
  const { buffer, byteOffset, byteLength } = bytes;
  return {
    bytes: new Uint8Array(buffer, byteOffset, byteLength),
    view: new DataView(buffer, byteOffset, byteLength),
    littleEndian,
  };
}

/** A tag as the standard prints it: `(0028,0010)`. */
export function formatTag(tag: number): string {
  const hex = (tag >>> 0).toString(16).toUpperCase().padStart(8, '0');
  return `(${hex.slice(0, 4)},${hex.slice(4)})`;
}

/** Whether two elements of a data set hold the same bytes; sequences are not compared and count as different. */
export function sameValue(dataSet: DataSet, a: Element, b: Element): boolean {
  if (a.items !== undefined || b.items !== undefined || a.length !== b.length) return false;
  const other = dataSet.value(b);
  return dataSet.value(a).every((byte, index) => byte === other[index]);
}
