import { z } from 'zod';

/** Something told by its code and values (told.ts), as it crosses processes. */
export const toldSchema = z.object({ code: z.string(), values: z.array(z.unknown()) });
