import type { SealedObject } from '../../kernel/sealing/sealedObject';
import type { Vocabulary } from '../vocabulary';

const whatToDo =
  'Do not use it. Tell the administrator, who runs “triage audit verify” and puts back what was changed.';

export const changedOutside: Vocabulary['changedOutside'] = {
  answer: `This was changed outside the app, so it is not shown. ${whatToDo}`,
  title: 'This study was changed outside the app.',
  whatToDo: `What was changed is not shown, and the study cannot be signed. ${whatToDo}`,
  changed: (objects) => `Changed: ${objects.join(', ')}.`,
  notSigned: 'A study that was changed outside the app cannot be signed.',
  line: 'Changed outside the app: do not use it.',
};

export const sealedObjects: Readonly<Record<SealedObject, string>> = {
  arrival: 'the record of an arrival',
  export: 'the list of the files of an export',
  identity: 'the identity of the patient',
  salt: 'the salt of the study',
  'patient-link': 'the note of which studies show the same patient',
  image: 'the description of an image',
  pixels: 'the pixels of an image',
  codestream: 'the compressed picture of an image',
  'full-picture': 'the full picture of an image',
  picture: 'the picture of an image',
  preview: 'the preview of an image',
  pictures: 'the heat maps of an image',
  attributes: 'the header of an image',
  'image-result': 'the result of an image',
  study: 'the record of the study',
  'study-version': 'a version of the study',
  outcome: 'the outcome of a file',
  refusal: 'the refusal of a file',
  output: 'an output for another system',
  'worklist-row': 'a row of the worklist',
  other: 'a record',
};
