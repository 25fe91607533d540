/** What can be done with a version of a model. `shadowed`: it runs and is recorded, and is not shown. */
export const modelChanges = ['added', 'promoted', 'rolled-back', 'retired', 'shadowed'] as const;
export type ModelChange = (typeof modelChanges)[number];
