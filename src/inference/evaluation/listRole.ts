/**
 * What a list is to the model: `training`, it learned from it; `validation`, something was chosen by it (a threshold, a
 * calibration, a recipe); `test`, held back, of the same sources; `external`, from elsewhere, and never looked at.
 */
export const roles = ['training', 'validation', 'test', 'external', 'unstated'] as const;
export type Role = (typeof roles)[number];
