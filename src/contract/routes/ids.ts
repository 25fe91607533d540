import { z } from 'zod';

/** Of a study, an image or an arrival. */
export const idSchema = z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits');

/** Of a version, a frame: counted from 1. In a URL it is a text. */
export const ordinalSchema = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, 'expected a whole number from 1')
  .transform(Number);
