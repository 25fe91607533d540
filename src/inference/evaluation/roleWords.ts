import type { Role } from './lists/listRole';

/** A list's role for the model, and what it means for the numbers. */
export const roleWords: Readonly<Record<Role, { readonly name: string; readonly caution: string }>> = {
  training: {
    name: 'training data',
    caution:
      'The model was trained on these files: the numbers show how well it remembers them, not how well it will do.',
  },
  validation: {
    name: 'validation data',
    caution:
      'Thresholds, calibration or the recipe were chosen on files like these: the numbers are better than they will be on other files.',
  },
  test: {
    name: 'held-back test',
    caution:
      'The files were held back, but come from the same sources as the training data: elsewhere the model may do worse.',
  },
  external: {
    name: 'external test',
    caution:
      'The files come from other sources than the training data. Another site can still differ from both.',
  },
  unstated: {
    name: 'role not stated',
    caution: 'It is not stated whether the model was trained on these files (--role).',
  },
};
