import { z } from 'zod';
import { isId } from '../../domain/kernel/identifiers/ids';
import { requestFault } from '../../domain/reasons/requestFault';

/** Id of a study or an image: 64 hexadecimal digits. */
export const idSchema = z.string().refine(isId, requestFault('not-an-id'));

/** Number of a version or a frame, counted from 1. In a URL it is text. */
export const ordinalSchema = z
  .string()
  .refine((text) => /^[1-9]\d{0,8}$/.test(text), requestFault('not-an-ordinal'))
  .transform(Number);
