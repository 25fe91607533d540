import type { Macs } from '../../kernel/sealing/macs';

/** Hexadecimal digits for each letter: so many that two names seldom meet, and a wrong one only shows a study more. */
const digits = 6;

/**
 * Stands for a term so that beginnings stay beginnings: for each of its letters some digits of a code, under the site's
 * key, over the term up to there. Without the key it says how long a term is, and which ones begin alike.
 */
export function termKey(macs: Macs, term: string): string {
  let [key, start] = ['', ''];
  for (const letter of term) {
    start += letter;
    key += macs.of('patient term', start).slice(0, digits);
  }
  return key;
}

/** One, so that all rows of a study are written together. */
export const patientPartition = 'terms';

/** One row is left of a transaction for the study itself. */
export const maxPatientTerms = 99;

const studyRow = 'study ';

/** The row of a study itself, or the beginning of those in a range of ids. */
export function patientStudyKey(studyId: string): string {
  return `${studyRow}${studyId}`;
}

/** The row of a term, by what stands for it. */
export function patientTermRow(key: string, studyId: string): string {
  return `${key}-${studyId}`;
}

/** Which study a row is of. @param key absent: it is the row of the study itself */
export function patientRowOf(rowKey: string): { readonly studyId: string; readonly key?: string } {
  if (rowKey.startsWith(studyRow)) return { studyId: rowKey.slice(studyRow.length) };
  const end = rowKey.indexOf('-');
  return { studyId: rowKey.slice(end + 1), key: rowKey.slice(0, Math.max(0, end)) };
}
