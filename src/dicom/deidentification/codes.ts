/**
 * The form of code values in public coding schemes. Nothing is known about any other scheme, local ones above
 * all, so their codes are not kept.
 */
const schemes: Readonly<Record<string, RegExp>> = {
  DCM: /^\d{5,6}$/,
  SCT: /^\d{6,18}$/,
  SRT: /^[A-Z]\d?-[0-9A-F]{4,6}$/,
  SNM3: /^[A-Z]\d?-[0-9A-F]{4,6}$/,
  '99SDM': /^[A-Z]\d?-[0-9A-F]{4,6}$/,
  LN: /^\d{1,7}-\d$/,
  RADLEX: /^RID\d{1,8}$/,
  UMLS: /^C\d{7}$/,
  FMA: /^\d{3,7}$/,
  NCIt: /^C\d{3,7}$/,
  UCUM: /^(1|%|\[hnsf'U\]|[kmuncd]?(m|g|s|l|L|A|V|eV|Gy|Sv|Hz|Pa|mol)[23]?|m?As|min|h|d|a|deg|rad|ms|[MGk]?Bq|[MGk]?Hz|[MGk]?Bq\/m[lL]|g\/m[lL]|cm2\/m[lL]|mm\/s|cm\/s|\/cm)$/,
};

/** Attributes whose text may only be one of the standard's own terms. */
const terms: ReadonlyMap<number, RegExp> = new Map([
  // Rescale Type, PS3.3 C.11.1.1.2: without it the values of a CT have no unit.
  [0x00281054, /^(OD|HU|US|MGML|Z_EFF|ED|EDW|HU_MOD|PCT)$/],
]);

/** The text, if it is a standard term for this attribute. */
export function standardTerm(tag: number, text: string): string | undefined {
  return terms.get(tag)?.test(text) ? text : undefined;
}

export interface Code {
  readonly value: string;
  readonly scheme: string;
}

/** The code, if it belongs to a public scheme. */
export function publicCode({ value, scheme }: Code): Code | undefined {
  return schemes[scheme]?.test(value) ? { value, scheme } : undefined;
}
