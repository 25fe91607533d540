import type { Vocabulary } from '../vocabulary';

const were = (images: number, what: string) =>
  images === 1 ? `1 image was ${what}` : `${images} images were ${what}`;

export const studyAlerts: Vocabulary['studyAlerts'] = {
  'different-patients': {
    line: () => 'Its images name different patients.',
    notice: () =>
      'The images of this study name different patients. Find out whose they are before you decide anything.',
  },
  'images-rejected': {
    line: (images) => `${were(images, 'rejected')}.`,
    notice: (images) =>
      `${were(images, 'rejected by a rejection note')}. What was rejected is not read and raises nothing. Nothing was deleted.`,
  },
  'images-superseded': {
    line: (images) => `${were(images, 'replaced by a newer version')}.`,
    notice: (images) =>
      `${were(images, 'sent again, and replaced by the newer version')}. The earlier version is not read. Nothing was deleted.`,
  },
};

export const rejections: Vocabulary['rejections'] = {
  '113001': 'rejected for its quality',
  '113037': 'rejected for the safety of the patient',
  '113038': 'rejected because it was made for the wrong worklist entry',
  '113039': 'rejected because it need not be kept any longer',
};

export const setAside: Vocabulary['setAside'] = (aside) =>
  aside.why === 'rejected'
    ? `This image was ${rejections[aside.code]}. It is not read.`
    : 'This image was sent again: a newer version of it is read in its place.';
