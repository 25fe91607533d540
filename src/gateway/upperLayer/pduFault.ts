/** Why an association is aborted, PS3.8 table 9-26. */
export const abortReasons = {
  notSpecified: 0,
  unrecognisedPdu: 1,
  unexpectedPdu: 2,
  unrecognisedParameter: 4,
  invalidParameter: 6,
} as const;
export type AbortReason = keyof typeof abortReasons;

/** The peer broke the protocol: its association is aborted, and nobody else's. */
export class PduFault extends Error {
  override readonly name = 'PduFault';

  constructor(
    readonly reason: AbortReason,
    message: string,
  ) {
    super(message);
  }
}
