import { z } from 'zod';
import { places } from '../kernel/priority';
import { reviewerSchema } from './reviewer';

/** The body of `POST /api/studies/{id}/impression`. */
export const impressionRequestSchema = z.strictObject({
  studyVersion: z.number().int().positive(),
  /** Where the reviewer would put the study, having seen the pictures alone. */
  priority: z.enum(places),
});

/** What a reviewer thought of one version before anything of the models was shown. One for each reviewer and version. */
export const impressionSchema = z.object({
  ...reviewerSchema.omit({ signIn: true }).shape,
  version: z.number().int().positive(),
  priority: z.enum(places),
  at: z.iso.datetime(),
});

export type ImpressionRequest = z.infer<typeof impressionRequestSchema>;
export type Impression = z.infer<typeof impressionSchema>;

export function impressionOf(
  impressions: readonly Impression[],
  subject: string | undefined,
  version: number,
): Impression | undefined {
  return impressions.find((known) => known.subject === subject && known.version === version);
}
