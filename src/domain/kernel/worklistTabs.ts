/**
 * `not-analysed`: studies awaiting review that have no analysed image. `processing`: files that were received
 * and have no outcome yet. `kept`: studies that are not for review, by the intake rules.
 */
export const worklistTabs = [
  'awaiting',
  'reviewed',
  'not-analysed',
  'quarantined',
  'processing',
  'kept',
] as const;
export type WorklistTab = (typeof worklistTabs)[number];
