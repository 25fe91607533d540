import { readNotes } from '../../domain/reasons/readNotes';

/** What the checks before a model, and the model itself, note of a picture. */
const analysisNotes: Readonly<Record<string, string>> = {
  padded: 'The picture was padded to the shape that the model wants.',
  'gate-unsure': 'The check of whether this is the right kind of picture was not sure.',
  'much-pure-black': 'Much of the picture is pure black.',
  'much-pure-white': 'Much of the picture is pure white.',
  'may-be-inverted': 'Black and white may be interchanged.',
  'region-share-unusual': 'The lung field covers an unusual share of the picture.',
  'region-confidence-unusual':
    'The lung field was found with unusual certainty, higher or lower than in most pictures.',
};

const regionNote = /^region-([a-z-]+)-unusual$/;

/** A note in words; a code that this release does not know is shown as it is. */
export function noteWords(code: string): string {
  const known = analysisNotes[code] ?? readNotes[code as keyof typeof readNotes];
  if (known !== undefined) return known;
  const measure = regionNote.exec(code)?.[1];
  return measure ? `The region that the model looks at is unusual (${measure}).` : code;
}
