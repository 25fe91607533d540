import { z } from 'zod';

/** What came of one try to send an output. */
export const answerCodes = [
  'accepted',
  'accepted-with-warnings',
  'handed-over',
  'unreachable',
  'no-answer',
  'not-understood',
  'busy',
  'receiver-error',
  'conflict',
  'not-allowed',
  'not-found',
  'rejected',
  'partly-rejected',
  'ambiguous',
] as const;
export type AnswerCode = (typeof answerCodes)[number];

/** `accepted` and `refused` are final; `again`: it may go better later. */
export const answerOutcomes = ['accepted', 'refused', 'again'] as const;

export const answerSchema = z.strictObject({
  outcome: z.enum(answerOutcomes),
  code: z.enum(answerCodes),
  /** The receiver's own code, such as `202 A900`, `AE 207` or a status of DIMSE. Never more than codes. */
  status: z
    .string()
    .regex(/^[0-9A-Za-z][0-9A-Za-z ._-]{0,63}$/)
    .optional(),
  /** What the receiver said in words. It can name the patient, so it stays where outputs lie. */
  text: z.string().max(500).optional(),
});

export type Answer = z.infer<typeof answerSchema>;

/** One object or message to be sent. */
export interface ObjectToSend {
  readonly bytes: Uint8Array;
  /** Of a DICOM object. */
  readonly sopInstanceUid?: string | undefined;
}

/** What came of one try, and how long the receiver asks to be left alone. */
export interface Answered extends Answer {
  readonly retryAfterSeconds?: number;
}

/** Sends the objects of one output to one receiver, once. Never throws: whatever goes wrong is an answer. */
export type SendOutput = (objects: readonly ObjectToSend[]) => Promise<Answered>;
