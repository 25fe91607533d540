import { z } from 'zod';

/** Who reviews, as established by the app; never taken from a request body. */
export const reviewerSchema = z.object({
  /** Identifies the person permanently, even if the name changes. */
  subject: z.string().min(1).max(256),
  /** The printed name. */
  name: z.string().trim().min(1).max(256),
  /** How the caller was authenticated. */
  signIn: z.string().optional(),
});

/** What else is known of the call, for the audit log only: no study shows it. */
export const submitterSchema = reviewerSchema.extend({
  roles: z.array(z.string()).readonly().optional(),
  /** Where the request came from. */
  address: z.string().optional(),
});

export type Reviewer = z.infer<typeof reviewerSchema>;
export type Submitter = z.infer<typeof submitterSchema>;
