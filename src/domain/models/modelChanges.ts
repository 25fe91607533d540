/** Changes to a model version. `shadowed`: it runs and is recorded, but not shown. */
export const modelChanges = ['added', 'promoted', 'rolled-back', 'retired', 'shadowed'] as const;
export type ModelChange = (typeof modelChanges)[number];
