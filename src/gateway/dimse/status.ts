/** Statuses of DIMSE responses that the gateway gives, PS3.7 annex C and PS3.4 B.2.3. */
export const statuses = {
  success: 0x0000,
  processingFailure: 0x0110,
  noSuchInstance: 0x0112,
  invalidInstance: 0x0117,
  classConflict: 0x0119,
  noSuchClass: 0x0118,
  unrecognisedOperation: 0x0211,
  noSuchAction: 0x0123,
  invalidArgument: 0x0115,
  outOfResources: 0xa700,
  cannotUnderstand: 0xc000,
} as const;
export type Status = (typeof statuses)[keyof typeof statuses];

/** The answer to a request. The comment is for the peer's log, 64 characters at most, and names no patient. */
export interface Outcome {
  readonly status: Status;
  readonly comment?: string;
}
