/** A value as it is written: little endian bytes, items of a sequence, or the fragments of encapsulated pixel data. */
export type PlainValue =
  | { readonly bytes: Uint8Array }
  | { readonly items: readonly (readonly PlainElement[])[] }
  | { readonly fragments: readonly Uint8Array[] };

/** An element that stands alone, outside any file: what is written, in Explicit VR Little Endian. */
export interface PlainElement {
  readonly tag: number;
  readonly vr: string;
  readonly value: PlainValue;
}

/** A text value in the default repertoire, with the padding of its VR, PS3.5 6.2. */
export function textElement(tag: number, vr: string, text: string): PlainElement {
  const padding = text.length % 2 === 0 ? '' : vr === 'UI' ? '\0' : ' ';
  return { tag, vr, value: { bytes: Buffer.from(text + padding, 'latin1') } };
}
