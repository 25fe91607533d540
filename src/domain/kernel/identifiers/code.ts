import { z } from 'zod';

/** A coded concept, PS3.3 8: who defines the code, the code, and what it means in words. */
export const codeSchema = z.strictObject({
  /** Coding Scheme Designator, at most 16 characters. */
  scheme: z.string().min(1).max(16),
  value: z.string().min(1),
  /** At most 64 characters. */
  meaning: z.string().min(1).max(64),
});

export type Code = Readonly<z.infer<typeof codeSchema>>;
