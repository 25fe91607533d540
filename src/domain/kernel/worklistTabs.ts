/**
 * `not-analysed`: those that await review and of which no image was analysed. `processing`: files that were seen and
 * have no outcome yet.
 */
export const worklistTabs = ['awaiting', 'reviewed', 'not-analysed', 'quarantined', 'processing'] as const;
export type WorklistTab = (typeof worklistTabs)[number];
