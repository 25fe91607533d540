import { z } from 'zod';
import { type RefusalCode, refusals } from './refusals';

/** A reason code in a record. */
export const refusalCodeSchema = z.enum(Object.keys(refusals) as [RefusalCode, ...RefusalCode[]]);
