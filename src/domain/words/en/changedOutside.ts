import type { SealedObject } from '../../kernel/sealedObject';
import type { Vocabulary } from '../vocabulary';

const whatToDo =
  'Do not use it. Tell the administrator, who runs “triage audit verify” and puts back what was changed.';

export const changedOutside: Vocabulary['changedOutside'] = {
  answer: `This was changed outside the app, so it is not shown. ${whatToDo}`,
  title: 'This study was changed outside the app.',
  whatToDo: `What was changed is not shown, and the study cannot be signed. ${whatToDo}`,
  changed: (objects) => `Changed: ${objects.join(', ')}.`,
  line: 'changed outside the app',
  rank: 'It was changed outside the app, so it is read first.',
};

export const sealedObjects: Readonly<Record<SealedObject, string>> = {
  arrival: 'The record of an arrival',
  export: 'The list of the files of an export',
  identity: 'The identity of the patient',
  salt: 'The salt of the study',
  'arrival-link': 'The note of which arrival brought an image',
  'patient-link': 'The note of which studies show the same patient',
  image: 'The description of an image',
  pixels: 'The pixels of an image',
  codestream: 'The compressed picture of an image',
  'full-picture': 'The full picture of an image',
  picture: 'The picture of an image',
  preview: 'The preview of an image',
  'heat-map': 'The heat map of an image',
  attributes: 'The header of an image',
  analysis: 'What a model said of an image',
  'image-result': 'The result of an image',
  study: 'The record of the study',
  'study-version': 'A version of the study',
  outcome: 'The outcome of a file',
  refusal: 'The refusal of a file',
  'worklist-row': 'A row of the worklist',
  other: 'A record',
};
