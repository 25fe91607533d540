/** Why a page gets a picture of 256 levels in place of the stored values. */
export const flatReasons = ['no-pixels', 'colour', 'wide-samples'] as const;
export type FlatReason = (typeof flatReasons)[number];
