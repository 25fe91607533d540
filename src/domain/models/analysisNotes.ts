import type { Analysis } from './analysis';

/** What a person should know about how a model looked at an image: the codes in `Analysis.notes`. */
export const analysisNotes = [
  'gate-unsure',
  'region-share-unusual',
  'region-confidence-unusual',
  'region-balance-unusual',
  'may-be-inverted',
  'much-pure-black',
  'much-pure-white',
  'border-cut-off',
  'age-unknown',
  'padded',
] as const;

export type AnalysisNote = (typeof analysisNotes)[number];

/**
 * The notes that mean the scores deserve less trust: all except those that describe routine preprocessing.
 */
export function doubtsOf(analyses: readonly Analysis[]): string[] {
  const codes = new Set(analyses.flatMap(({ notes }) => notes));
  codes.delete('padded');
  codes.delete('border-cut-off');
  codes.delete('age-unknown');
  return [...codes].sort();
}
