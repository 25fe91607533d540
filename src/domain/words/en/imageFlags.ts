import type { Vocabulary } from '../vocabulary';

/** What an image says of itself. */
export const imageFlags: Vocabulary['imageFlags'] = {
  'lossy-compressed': 'The picture was compressed with losses.',
  'burned-in-annotation': 'The file says that text in the picture identifies the patient.',
};
