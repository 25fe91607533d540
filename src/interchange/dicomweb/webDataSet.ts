/** A name in the DICOM JSON Model: up to three representations, PS3.18 F.2.2. */
export interface WebName {
  readonly Alphabetic?: string;
  readonly Ideographic?: string;
  readonly Phonetic?: string;
}

export type WebValue = string | number | null | WebName | WebDataSet;

/** One attribute of the DICOM JSON Model, with its value in one of three ways: PS3.18 F.2.2, F.2.6, F.2.7. */
export interface WebAttribute {
  readonly vr: string;
  readonly Value?: readonly WebValue[];
  /** Base64, little endian. */
  readonly InlineBinary?: string;
  readonly BulkDataURI?: string;
}

/** A data set by tag: eight upper-case hexadecimal digits. */
export interface WebDataSet {
  readonly [tag: string]: WebAttribute;
}

/** A tag as the DICOM JSON Model writes it. */
export function webTag(tag: number): string {
  return tag.toString(16).toUpperCase().padStart(8, '0');
}

/** One attribute, as an entry of a data set. Without values it is empty. */
export function webEntry(tag: number, vr: string, values: readonly WebValue[] = []): [string, WebAttribute] {
  return [webTag(tag), values.length === 0 ? { vr } : { vr, Value: values }];
}

/** A person's name, which its representations are separated in by equals signs. */
export function webName(name: string): WebName {
  const [alphabetic, ideographic, phonetic] = name.split('=');
  return {
    ...(alphabetic ? { Alphabetic: alphabetic } : {}),
    ...(ideographic ? { Ideographic: ideographic } : {}),
    ...(phonetic ? { Phonetic: phonetic } : {}),
  };
}

/** The attributes in the order of their tags, PS3.18 F.2.2. */
export function inOrder(entries: Iterable<readonly [string, WebAttribute]>): WebDataSet {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The first value, if it is a text or a number. */
export function firstOf(set: WebDataSet, tag: number): string | number | undefined {
  const value = set[webTag(tag)]?.Value?.[0];
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}
