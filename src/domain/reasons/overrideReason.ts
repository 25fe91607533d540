/** Why a reviewer moves a study to another place. */
export const overrideReasons = [
  'missed',
  'false-alarm',
  'wrong-laterality',
  'image-quality',
  'out-of-scope',
  'other',
] as const;
export type OverrideReason = (typeof overrideReasons)[number];
