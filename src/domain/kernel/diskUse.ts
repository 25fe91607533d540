/** What lies on a disk of the machine that the app runs on. `data`: what the local runtime stores. */
export const diskUses = ['data', 'temporary-files'] as const;

export type DiskUse = (typeof diskUses)[number];

/** A disk that is nearly full. */
export interface FullDisk {
  readonly holds: DiskUse;
  readonly freeMegabytes: number;
}
