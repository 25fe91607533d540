/**
 * A list's role for the model: `training`, the model learned from it; `validation`, something was chosen with
 * it (a threshold, a calibration, a recipe); `test`, held back, from the same sources; `external`, from
 * elsewhere, never used.
 */
export const listRoles = ['training', 'validation', 'test', 'external', 'unstated'] as const;
export type ListRole = (typeof listRoles)[number];
