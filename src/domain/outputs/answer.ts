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
