import { z } from 'zod';

/** Somebody says that they are reading a study. It keeps nobody from anything, and lapses by itself. */
export const claimSchema = z.object({
  subject: z.string(),
  /** The printed name. */
  name: z.string(),
  /** ISO time. */
  until: z.iso.datetime(),
});

export type Claim = Readonly<z.infer<typeof claimSchema>>;
