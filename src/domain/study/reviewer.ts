import { z } from 'zod';

/** Who reviews, as the app came to know the caller; never what a body says. */
export const reviewerSchema = z.object({
  /** Names the person for good, whatever the name becomes. */
  subject: z.string().min(1).max(256),
  /** The printed name. */
  name: z.string().trim().min(1).max(256),
  /** How the caller was authenticated. */
  signIn: z.string().optional(),
});

/** With what else is known of the call, for the audit log alone: no study shows it. */
export const submitterSchema = reviewerSchema.extend({
  roles: z.array(z.string()).readonly().optional(),
  /** Where the request came from. */
  address: z.string().optional(),
});

export type Reviewer = z.infer<typeof reviewerSchema>;
export type Submitter = z.infer<typeof submitterSchema>;
