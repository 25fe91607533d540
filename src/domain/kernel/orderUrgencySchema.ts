import { z } from 'zod';
import { keptWord, mostWords, unkeptUrgency } from './orderUrgency';

/** What an order says of its urgency, as it is kept: upper case, or `unkeptUrgency`. */
export const orderUrgencySchema = z
  .array(z.string().refine((word) => word === unkeptUrgency || keptWord.test(word)))
  .max(mostWords + 1);
