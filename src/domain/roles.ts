/** What a caller may be. `uploader` hands in files, `service` is another program that reads results. */
export const roles = ['uploader', 'reviewer', 'auditor', 'admin', 'service'] as const;
export type Role = (typeof roles)[number];
