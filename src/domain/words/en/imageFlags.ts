import type { Vocabulary } from '../vocabulary';

/** What an image or its order says. */
export const imageFlags: Vocabulary['imageFlags'] = {
  'lossy-compressed': 'The picture was compressed with losses.',
  'burned-in-annotation': 'The file says that text in the picture identifies the patient.',
  'urgency-unknown':
    'The order states an urgency that the triage policy does not know; it is read as urgent, unless the policy says otherwise.',
};
