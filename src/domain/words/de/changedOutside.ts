import type { Vocabulary } from '../vocabulary';

const whatToDo =
  'Verwenden Sie sie nicht. Informieren Sie den Administrator; er führt „triage audit verify“ aus und stellt den ursprünglichen Stand wieder her.';

export const changedOutside: Vocabulary['changedOutside'] = {
  answer: `Diese Daten wurden außerhalb der Anwendung verändert und werden nicht gezeigt. ${whatToDo}`,
  title: 'Diese Untersuchung wurde außerhalb der Anwendung verändert.',
  whatToDo: `Was verändert wurde, wird nicht gezeigt; die Untersuchung kann nicht signiert werden. ${whatToDo}`,
  changed: (objects) => `Verändert: ${objects.join(', ')}.`,
  notSigned: 'Eine außerhalb der Anwendung veränderte Untersuchung kann nicht signiert werden.',
  line: 'Außerhalb der Anwendung verändert: nicht verwenden.',
};

export const sealedObjects: Vocabulary['sealedObjects'] = {
  arrival: 'der Eingangsvermerk',
  export: 'die Dateiliste eines Exports',
  identity: 'die Identität des Patienten',
  salt: 'der Salt der Untersuchung',
  'patient-link': 'der Vermerk, welche Untersuchungen denselben Patienten zeigen',
  image: 'die Beschreibung eines Bildes',
  pixels: 'die Pixel eines Bildes',
  codestream: 'die komprimierten Daten eines Bildes',
  'full-picture': 'das vollständige Bild',
  picture: 'ein Bild',
  preview: 'die Vorschau eines Bildes',
  pictures: 'die Heatmaps eines Bildes',
  attributes: 'der Header eines Bildes',
  'image-result': 'das Ergebnis eines Bildes',
  study: 'der Datensatz der Untersuchung',
  'study-version': 'eine Version der Untersuchung',
  outcome: 'das Ergebnis einer Datei',
  refusal: 'die Ablehnung einer Datei',
  output: 'eine Ausgabe an ein anderes System',
  'worklist-row': 'eine Zeile der Arbeitsliste',
  other: 'ein Datensatz',
};
