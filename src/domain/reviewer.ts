import { z } from 'zod';

/** Who reviews, as the app came to know the caller; never what a body says. */
export const reviewerSchema = z.object({
  /** Names the person for good, whatever the name becomes. */
  subject: z.string().min(1).max(256),
  /** The printed name. */
  name: z.string().trim().min(1).max(256),
  /** How the caller was recognised. */
  signIn: z.string().optional(),
});

export type Reviewer = z.infer<typeof reviewerSchema>;
