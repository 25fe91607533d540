/** What lines can be sorted by. `rank`: the reading order. */
export const worklistSorts = ['rank', 'received', 'due', 'kind', 'score'] as const;
export type WorklistSort = (typeof worklistSorts)[number];
