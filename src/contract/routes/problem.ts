import { z } from 'zod';

/** Problem details, RFC 9457. `code` is for programs, `detail` for a person; neither names a patient. */
export const problemSchema = z.looseObject({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
});
