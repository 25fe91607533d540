import type { Vocabulary } from '../vocabulary';

export const displayRules: Vocabulary['displayRules'] = {
  'no-modality-transform': {
    shown: 'Die gespeicherten Werte sind die Modalitätswerte.',
    because: 'weder eine Modality LUT noch ein Rescale gilt',
  },
  rescale: {
    shown: 'Der gespeicherte Wert wird mit der Steigung multipliziert, dazu kommt der Achsenabschnitt.',
    because: 'Rescale Slope (0028,1053) und Intercept (0028,1052)',
  },
  'modality-table': {
    shown: 'Der gespeicherte Wert wird in der Modality LUT nachgeschlagen; ein Rescale daneben gilt nicht.',
    because: 'Modality LUT Sequence (0028,3000)',
  },
  'modality-not-for-display': {
    shown: 'Gezeigt werden die gespeicherten Werte; Modality LUT oder Rescale gelten nicht.',
    because: 'bei XA und RF führen sie zur Röntgenintensität zurück und dienen nicht der Anzeige',
  },
  'slope-zero': {
    shown: 'Gezeigt werden die gespeicherten Werte; Rescale und Fenster gelten nicht.',
    because: 'Rescale Slope (0028,1053) ist 0, womit alle Pixel gleich wären',
  },
  padding: {
    shown: 'Füllwerte zählen nicht für den Bereich vom kleinsten zum größten Wert.',
    because: 'Pixel Padding Value (0028,0120)',
  },
  window: {
    shown: 'Das erste Fenster gilt.',
    because: 'Window Center (0028,1050) und Width (0028,1051)',
  },
  'voi-table': {
    shown: 'Ohne Fenster gilt die erste VOI LUT.',
    because: 'VOI LUT Sequence (0028,3010), und kein Fenster',
  },
  'no-window': {
    shown:
      'Acht Bit oder weniger, die nichts umrechnet, erscheinen unverändert, alles andere vom kleinsten zum größten Wert.',
    because: 'die Datei hat weder Fenster noch VOI LUT',
  },
  'window-unusable': {
    shown: 'Das Bild wird gezeigt, als hätte es weder Fenster noch VOI LUT.',
    because: 'kein Fenster und keine VOI LUT der Datei ist brauchbar',
  },
  monochrome1: {
    shown: 'Schwarz und Weiß werden als letzter Schritt vertauscht.',
    because: 'Photometric Interpretation (0028,0004) ist MONOCHROME1',
  },
  'shape-inverse': {
    shown:
      'Schwarz und Weiß werden als letzter Schritt vertauscht, was immer Photometric Interpretation sagt.',
    because: 'Presentation LUT Shape (2050,0020) ist INVERSE',
  },
  'shape-identity': {
    shown: 'Schwarz und Weiß werden nicht vertauscht, obwohl Photometric Interpretation MONOCHROME1 ist.',
    because: 'Presentation LUT Shape (2050,0020) ist IDENTITY, was mehr zählt als MONOCHROME1',
  },
  colour: {
    shown: 'Modelle und Vorschauen erhalten die Luminanz der Farben (BT.601).',
    because: 'für Farbe gilt kein Fenster',
  },
  'square-pixels': {
    shown: 'Pixel werden so breit wie hoch gezeichnet.',
    because: 'kein Abstand und kein Seitenverhältnis der Datei sagt anderes',
  },
  'pixel-shape': {
    shown: 'Pixel werden in ihren wahren Proportionen gezeichnet.',
    because: 'ein Abstand oder Pixel Aspect Ratio (0028,0034) der Datei',
  },
};
