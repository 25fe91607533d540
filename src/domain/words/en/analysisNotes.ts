import type { Vocabulary } from '../vocabulary';

/** What a person should know about how a model looked at an image. */
export const analysisNotes: Vocabulary['analysisNotes'] = {
  'gate-unsure':
    'It is not certain that this is the kind of picture that the model is made for; it was analysed all the same.',
  // Set both below and above the usual range, so none of the three says in which direction.
  'region-share-unusual': 'The examined region, such as the lungs, is unusually small or large.',
  'region-confidence-unusual':
    'The examined region, such as the lungs, was found with unusually low or unusually high confidence.',
  'region-balance-unusual':
    'The parts of the examined region, such as the two lungs, have an unusual size ratio.',
  'may-be-inverted':
    'The picture is darker in the middle than at its corners: black and white may be inverted.',
  'much-pure-black': 'Much of the picture is pure black and shows no detail.',
  'much-pure-white': 'Much of the picture is pure white and shows no detail.',
  'border-cut-off': 'The picture has an even border, which was cut off before the models looked at it.',
  'age-unknown':
    'The file states no age. The model is not meant for the youngest: a picture of a child under one year must not be ranked by it.',
  padded: 'The picture was padded with a border to fit the shape of the model input.',
};
