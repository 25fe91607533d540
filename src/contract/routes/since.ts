import { z } from 'zod';
import { requestFault } from '../../domain/reasons/requestFault';

const timeSchema = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);
/** A day, or a time with its zone. */
export const since = z
  .string()
  .refine((text) => timeSchema.safeParse(text).success, requestFault('not-a-time'))
  .optional();
