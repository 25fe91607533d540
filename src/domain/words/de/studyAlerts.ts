import type { Vocabulary } from '../vocabulary';

const were = (images: number, what: string) =>
  images === 1 ? `1 Bild wurde ${what}` : `${images} Bilder wurden ${what}`;

export const studyAlerts: Vocabulary['studyAlerts'] = {
  'different-patients': {
    line: () => 'Die Bilder nennen verschiedene Patienten.',
    notice: () =>
      'Die Bilder dieser Untersuchung nennen verschiedene Patienten. Klären Sie, von wem sie sind, bevor Sie entscheiden.',
  },
  'images-rejected': {
    line: (images) => `${were(images, 'verworfen')}.`,
    notice: (images) =>
      `${were(images, 'durch eine Rejection Note verworfen')}. Verworfenes wird nicht beurteilt und hebt nichts an. Nichts wurde gelöscht.`,
  },
  'images-superseded': {
    line: (images) => `${were(images, 'durch eine neuere Fassung ersetzt')}.`,
    notice: (images) =>
      `${were(images, 'erneut gesendet und durch die neuere Fassung ersetzt')}. Die frühere wird nicht beurteilt. Nichts wurde gelöscht.`,
  },
};

export const rejections: Vocabulary['rejections'] = {
  '113001': 'wegen mangelnder Qualität verworfen',
  '113037': 'aus Gründen der Patientensicherheit verworfen',
  '113038': 'verworfen, weil es zum falschen Worklist-Eintrag gehört',
  '113039': 'verworfen, weil es nicht länger aufbewahrt werden muss',
};

export const setAside: Vocabulary['setAside'] = (aside) =>
  aside.why === 'rejected'
    ? `Dieses Bild wurde ${rejections[aside.code]}. Es wird nicht beurteilt.`
    : 'Dieses Bild wurde erneut gesendet: Beurteilt wird die neuere Fassung.';
