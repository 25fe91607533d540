/** What a user may do. A route asks for one of these rights, never for a role. */
export const rights = [
  'use-dashboard',
  'read-studies',
  'read-images',
  'read-identities',
  'review-studies',
  'send-images',
  'classify-images',
  'read-models',
  'read-feedback',
  'read-audit',
  'read-checkpoint',
  'seal-audit',
  'read-accounting',
  'read-files',
  'manage-quarantine',
  'manage-outputs',
  'read-settings',
  'read-activity',
  'verify-audit',
  'manage-models',
  'close-studies',
  'read-metrics',
] as const;
export type Right = (typeof rights)[number];

const looks = ['use-dashboard', 'read-studies', 'read-images', 'read-models', 'read-feedback'] as const;
const audits = ['read-audit', 'read-checkpoint'] as const;
/** It names where files came from, which can be a patient's name. */
const accounts = ['read-accounting'] as const;
/** How the site is set up, who did what at it, and whether its log is whole. */
const oversees = ['read-settings', 'read-activity', 'verify-audit'] as const;
/** Files by their names, which can be those of patients, what is done about them, and what is sent to other systems. */
const manages = [
  'read-files',
  'manage-quarantine',
  'manage-outputs',
  'manage-models',
  'close-studies',
] as const;

/** The rights of each role: the only table that decides them. A new role is a row here. */
const table = {
  uploader: ['send-images', 'classify-images'],
  reviewer: [...looks, ...audits, 'read-identities', 'review-studies', 'classify-images'],
  auditor: [...looks, ...audits, ...accounts, ...oversees, 'seal-audit'],
  admin: [
    ...looks,
    ...audits,
    ...accounts,
    ...oversees,
    ...manages,
    'seal-audit',
    'classify-images',
    'read-metrics',
  ],
  service: ['read-studies', 'read-models', 'read-checkpoint', 'seal-audit', 'classify-images'],
  monitor: ['read-metrics'],
} as const satisfies Record<string, readonly Right[]>;

/** A caller's role. `uploader` submits files; `service` is another program that reads results,
 * and `monitor` one that watches how the app works. */
export type Role = keyof typeof table;
export const roles = Object.keys(table) as readonly Role[];

/** All rights that these roles give, each once. */
export function rightsOf(own: readonly Role[]): readonly Right[] {
  return rights.filter((right) => own.some((role) => hasRight(role, right)));
}

export function rolesWith(right: Right): readonly Role[] {
  return roles.filter((role) => hasRight(role, right));
}

function hasRight(role: Role, right: Right): boolean {
  const granted: readonly Right[] = table[role];
  return granted.includes(right);
}
