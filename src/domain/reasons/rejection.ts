import { z } from 'zod';

/**
 * Titles of a Key Object Selection that rejects what it refers to, PS3.16 CID 7010, coding scheme DCM: a
 * rejection note of IHE IOCM.
 */
export const rejectionCodes = ['113001', '113037', '113038', '113039'] as const;
export type RejectionCode = (typeof rejectionCodes)[number];

export const rejectionCodeSchema = z.enum(rejectionCodes);

/** What a rejection note says, with the SOP Instance UIDs as in the file. */
export interface Rejection {
  readonly code: RejectionCode;
  readonly instances: readonly string[];
}
