import { readNotes } from '../reasons/readNotes';
import type { Analysis } from './analysis';

/** What a person should know of how a model looked at an image: the codes in `Analysis.notes`. */
export const analysisNotes = {
  'gate-unsure': 'The gate let the picture through, but is not sure that it is what the model is meant for.',
  'region-share-unusual': 'The lungs found fill an unusually small or large share of the picture.',
  'region-confidence-unusual': 'It is unusually unclear where the lungs end.',
  'region-balance-unusual': 'The two lungs found are of unusually different size.',
  'may-be-inverted':
    'The picture is darker in its middle than at its corners: black and white may be exchanged.',
  'much-pure-black': 'Much of the picture is pure black, where nothing can be seen.',
  'much-pure-white': 'Much of the picture is pure white, where nothing can be seen.',
  padded: 'The picture is not square; it was filled up with a border for the network.',
} as const;

export type AnalysisNote = keyof typeof analysisNotes;

/** The note in words; a code that this release does not know is shown as it is. */
export function noteWords(code: string): string {
  const known: Readonly<Record<string, string>> = { ...readNotes, ...analysisNotes };
  return Object.hasOwn(known, code) ? (known[code] as string) : code;
}

/** The notes for which a person should trust the scores less: all but those that say what is done to every such picture. */
export function doubtsOf(analyses: readonly Analysis[]): string[] {
  const codes = new Set(analyses.flatMap(({ notes }) => notes));
  codes.delete('padded');
  return [...codes].sort();
}
