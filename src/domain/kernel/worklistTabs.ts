/**
 * `not-analysed`: studies awaiting review that have no analysed image. `processing`: files that were received
 * and have no outcome yet.
 */
export const worklistTabs = ['awaiting', 'reviewed', 'not-analysed', 'quarantined', 'processing'] as const;
export type WorklistTab = (typeof worklistTabs)[number];
