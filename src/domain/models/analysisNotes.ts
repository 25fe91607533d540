import type { Analysis } from './analysis';

/** What a person should know of how a model looked at an image: the codes in `Analysis.notes`. */
export const analysisNotes = [
  'gate-unsure',
  'region-share-unusual',
  'region-confidence-unusual',
  'region-balance-unusual',
  'may-be-inverted',
  'much-pure-black',
  'much-pure-white',
  'padded',
] as const;

export type AnalysisNote = (typeof analysisNotes)[number];

/** The notes for which a person should trust the scores less: all but those that say what is done to every such picture. */
export function doubtsOf(analyses: readonly Analysis[]): string[] {
  const codes = new Set(analyses.flatMap(({ notes }) => notes));
  codes.delete('padded');
  return [...codes].sort();
}
