/** Why a page gets a picture with 256 levels instead of the stored values. */
export const flatReasons = ['no-pixels', 'video', 'colour', 'wide-samples'] as const;
export type FlatReason = (typeof flatReasons)[number];
