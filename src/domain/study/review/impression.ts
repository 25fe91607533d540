import { z } from 'zod';
import { places } from '../../kernel/priority';
import { reviewerSchema } from './reviewer';

/** The body of `POST /api/studies/{id}/impression`. */
export const impressionRequestSchema = z.strictObject({
  studyVersion: z.number().int().positive(),
  /** Where the reviewer would place the study after seeing only the pictures. */
  priority: z.enum(places),
});

/** A reviewer's impression of one version before seeing any model output. One per reviewer and version. */
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
