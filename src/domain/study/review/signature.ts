import { z } from 'zod';

/** `close`: an administrator takes the study off the list, and nobody has read it. */
export const decisions = ['accept', 'override', 'cannot-assess', 'close'] as const;

/** The meaning of a signature under a review, by its decision. */
export const meanings = {
  accept: 'agrees with where the study stands',
  override: 'puts the study in another place',
  'cannot-assess': 'cannot assess the study',
  close: 'closes the study, which nobody has read',
} as const satisfies Record<(typeof decisions)[number], string>;

/**
 * A signature under a record as 21 CFR 11.50 requires it: the printed name, the time, and the meaning in
 * words.
 */
export const signatureSchema = z.strictObject({
  name: z.string(),
  at: z.iso.datetime(),
  meaning: z.string(),
});

export type Signature = z.infer<typeof signatureSchema>;
