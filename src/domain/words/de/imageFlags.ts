import type { Vocabulary } from '../vocabulary';

export const imageFlags: Vocabulary['imageFlags'] = {
  'lossy-compressed': 'Das Bild wurde verlustbehaftet komprimiert.',
  'burned-in-annotation': 'Laut Datei identifiziert Text im Bild den Patienten.',
  'urgency-unknown':
    'Der Auftrag nennt eine Dringlichkeit, die die Triage-Regeln nicht kennen; sie gilt als dringlich, wenn die Regeln nichts anderes sagen.',
};
