import { z } from 'zod';

/** Who did it, and how that is known. `cli`: an account of the machine on which the command ran. */
export const actorSchema = z.strictObject({
  subject: z.string().min(1).max(256),
  /**
   * `caller`: who called over HTTP, authenticated by us. `anonymous`: a caller who was not. `reviewer`: who signed;
   * where `authenticated` is absent, by the name that the caller gave.
   */
  kind: z.enum(['cli', 'app', 'reviewer', 'caller', 'anonymous']),
  roles: z.array(z.string()).optional(),
  /** How the caller was authenticated; absent where nobody asked. */
  authenticated: z.string().optional(),
  address: z.string().optional(),
});

export type Actor = z.infer<typeof actorSchema>;
