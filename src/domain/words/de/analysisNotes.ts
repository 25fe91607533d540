import type { Vocabulary } from '../vocabulary';

export const analysisNotes: Vocabulary['analysisNotes'] = {
  'gate-unsure':
    'Es ist nicht sicher, ob dies ein Bild der Art ist, für die das Modell gemacht ist; es wurde trotzdem analysiert.',
  'region-share-unusual': 'Die untersuchte Region, etwa die Lunge, ist ungewöhnlich klein oder groß.',
  'region-confidence-unusual':
    'Die untersuchte Region, etwa die Lunge, wurde mit ungewöhnlich geringer oder hoher Sicherheit gefunden.',
  'region-balance-unusual':
    'Die Teile der untersuchten Region, etwa die beiden Lungen, haben ein ungewöhnliches Größenverhältnis.',
  'may-be-inverted':
    'Das Bild ist in der Mitte dunkler als in den Ecken: Schwarz und Weiß könnten vertauscht sein.',
  'much-pure-black': 'Ein großer Teil des Bildes ist rein schwarz und zeigt keine Einzelheiten.',
  'much-pure-white': 'Ein großer Teil des Bildes ist rein weiß und zeigt keine Einzelheiten.',
  'border-cut-off': 'Das Bild hat einen gleichmäßigen Rand, der vor der Analyse abgeschnitten wurde.',
  'age-unknown':
    'Die Datei nennt kein Alter. Das Modell ist nicht für die Jüngsten gemacht: Ein Bild eines Kindes unter einem Jahr darf nicht danach eingeordnet werden.',
  padded: 'Dem Bild wurde ein Rand hinzugefügt, damit es zur Form der Modelleingabe passt.',
};
