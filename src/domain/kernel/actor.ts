import { z } from 'zod';

/** Who did it, and how that is known. `cli`: an account on the machine where the command ran. */
export const actorSchema = z.strictObject({
  subject: z.string().min(1).max(256),
  /**
   * `caller`: an HTTP caller that the app authenticated. `anonymous`: an unauthenticated caller. `reviewer`:
   * the person who signed; if `authenticated` is absent, under the name the caller gave.
   */
  kind: z.enum(['cli', 'app', 'reviewer', 'caller', 'anonymous']),
  roles: z.array(z.string()).optional(),
  /** How the caller was authenticated; absent if authentication was not required. */
  authenticated: z.string().optional(),
  address: z.string().optional(),
});

export type Actor = z.infer<typeof actorSchema>;
