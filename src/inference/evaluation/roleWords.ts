import type { Role } from './listRole';

/** What a list is to the model, and what that makes of the numbers. */
export const roleWords: Readonly<Record<Role, { readonly name: string; readonly caution: string }>> = {
  training: {
    name: 'training data',
    caution:
      'The model learned from these files: the numbers say how well it remembers, not how well it will do.',
  },
  validation: {
    name: 'validation data',
    caution:
      'Thresholds, calibration or the recipe were chosen on files like these: the numbers are kinder than those on other files will be.',
  },
  test: {
    name: 'held-back test',
    caution:
      'The files were held back, but come from the same sources as what the model learned from: elsewhere it may do worse.',
  },
  external: {
    name: 'external test',
    caution:
      'The files come from elsewhere than what the model learned from. Yet another site can differ from both.',
  },
  unstated: {
    name: 'role not stated',
    caution: 'Nobody has said whether the model learned from these files (--role).',
  },
};
