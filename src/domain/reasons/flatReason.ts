/** Why a page gets a picture with 256 levels instead of the stored values. */
export const flatReasons = ['no-pixels', 'colour', 'wide-samples'] as const;
export type FlatReason = (typeof flatReasons)[number];
