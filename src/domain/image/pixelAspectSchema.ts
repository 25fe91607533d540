import { z } from 'zod';
import { greatestAspect } from './pixelAspect';

/**
 * The height of a pixel divided by its width: one for all frames, or one for each. Absent: pixels are square.
 */
export const pixelAspectSchema = z.array(
  z
    .number()
    .min(1 / greatestAspect)
    .max(greatestAspect),
);
