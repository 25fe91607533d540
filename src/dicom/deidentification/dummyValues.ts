/** Meaningless values for attributes that must have one. For numbers and bulk data they are zeros. */
const texts: Readonly<Record<string, string>> = {
  AE: 'REMOVED',
  AS: '000D',
  CS: 'REMOVED',
  DA: '19000101',
  DS: '0',
  DT: '19000101000000',
  IS: '0',
  LO: 'REMOVED',
  LT: 'REMOVED',
  PN: 'REMOVED',
  SH: 'REMOVED',
  ST: 'REMOVED',
  TM: '000000',
  UC: 'REMOVED',
  UR: 'urn:removed',
  UT: 'REMOVED',
};

/** A meaningless text; `undefined` for VRs that hold no text. */
export function dummyText(vr: string): string | undefined {
  return texts[vr];
}
