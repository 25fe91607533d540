/**
 * How the code values of public coding schemes look. Of all others, local ones above all, nothing is known, and nothing
 * is kept.
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

/** Texts of the standard's attributes that are one of its own terms, and nothing else. */
const terms: ReadonlyMap<number, RegExp> = new Map([
  // Rescale Type, PS3.3 C.11.1.1.2: without it the numbers of a CT have no unit.
  [0x00281054, /^(OD|HU|US|MGML|Z_EFF|ED|EDW|HU_MOD|PCT)$/],
]);

/** The text, where it is a term of the standard for this attribute. */
export function standardTerm(tag: number, text: string): string | undefined {
  return terms.get(tag)?.test(text) ? text : undefined;
}

export interface Code {
  readonly value: string;
  readonly scheme: string;
}

/** The code, where it is one of a public scheme. */
export function publicCode({ value, scheme }: Code): Code | undefined {
  return schemes[scheme]?.test(value) ? { value, scheme } : undefined;
}
