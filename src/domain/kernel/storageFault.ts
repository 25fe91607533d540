/** Why a part of the storage cannot be used. */
export const storageFaultReasons = [
  'unreachable',
  'no-identity',
  'not-allowed',
  'missing',
  'other-site-key',
] as const;

export type StorageFaultReason = (typeof storageFaultReasons)[number];

/** A container or a table that the app cannot use. */
export interface StorageFault {
  readonly part: string;
  readonly why: StorageFaultReason;
  /** The role at that part, or above it, that the app's identity lacks; with `not-allowed` alone. */
  readonly role?: string;
}
