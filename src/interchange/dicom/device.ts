import { stableUid } from '../uids';

/** How this software calls itself in its objects. */
export const device = {
  name: 'Imaging Triage',
  manufacturer: 'Imaging Triage project',
  /** Each release is a device of its own. */
  uid: (release: string): string => stableUid('device', release),
  disclaimer: 'Not a diagnosis. Made to order a reading list; a clinician reads every study.',
} as const;
