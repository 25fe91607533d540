import { hl7Time, segment } from './encode';

/** What a message says of itself and of its receiver. */
export interface Envelope {
  /** The same for every attempt to send the same message, at most 20 characters. */
  readonly controlId: string;
  /** ISO time. */
  readonly sentAt: string;
  /** Names that the receiver goes by: MSH-5 and MSH-6. */
  readonly receiver?: { readonly application?: string; readonly facility?: string };
  readonly sendingFacility?: string;
}

/** MSH, v2.5.1 2.15.9. An answer is asked for always (MSH-15 AL). The fields begin behind the two of delimiters. */
export function messageHeader(type: readonly [string, string, string], envelope: Envelope): string {
  const { controlId, sentAt, receiver, sendingFacility } = envelope;
  const rest = segment('', {
    1: 'IMAGING TRIAGE',
    2: sendingFacility,
    3: receiver?.application,
    4: receiver?.facility,
    5: hl7Time(sentAt),
    7: type,
    8: controlId,
    9: 'P',
    10: '2.5.1',
    13: 'AL',
    14: 'NE',
    16: 'UNICODE UTF-8',
  });
  return `MSH|^~\\&${rest}`;
}
