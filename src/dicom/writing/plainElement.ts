/** A value to write: little endian bytes, items of a sequence, or the fragments of encapsulated pixel data. */
export type PlainValue =
  | { readonly bytes: Uint8Array }
  | { readonly items: readonly (readonly PlainElement[])[] }
  | { readonly fragments: readonly Uint8Array[] };

/** A standalone element, outside any file: what is written, in Explicit VR Little Endian. */
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

/**
 * Numbers of 16 bits, PS3.5 6.2: one for an attribute, or the words of pixel data.
 * @param values -32768…32767 for SS, 0…65535 for US and OW
 */
export function shortElement(tag: number, vr: 'OW' | 'SS' | 'US', values: ArrayLike<number>): PlainElement {
  const view = new DataView(new ArrayBuffer(values.length * 2));
  for (let index = 0; index < values.length; index += 1) view.setInt16(index * 2, values[index] ?? 0, true);
  return { tag, vr, value: { bytes: new Uint8Array(view.buffer) } };
}

/** A sequence of any number of items, PS3.5 7.5. */
export function sequenceElement(tag: number, items: readonly (readonly PlainElement[])[]): PlainElement {
  return { tag, vr: 'SQ', value: { items } };
}
