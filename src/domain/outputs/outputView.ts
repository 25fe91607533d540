import { z } from 'zod';
import { answerCodes } from './answer';
import { type Delivery, deliveryStates, type Edition, holdReasons } from './delivery';
import { outputForms } from './form';
import { receiverNameSchema } from './receiver';

/** One edition of an output at one receiver, without anything that could name a patient. */
export const outputViewSchema = z.object({
  studyId: z.string(),
  receiver: receiverNameSchema,
  form: z.enum(outputForms),
  edition: z.string(),
  version: z.number().int().positive(),
  isFinal: z.boolean(),
  corrects: z.boolean(),
  state: z.enum(deliveryStates),
  reason: z.enum(holdReasons).optional(),
  tries: z.number().int().nonnegative(),
  lastTriedAt: z.iso.datetime().optional(),
  nextTryAt: z.iso.datetime().optional(),
  /** What the receiver made of the last try, and its own code. */
  answer: z.enum(answerCodes).optional(),
  status: z.string().optional(),
  /** How many objects or messages it is; 0 as long as it was not made. */
  objects: z.number().int().nonnegative(),
});

export type OutputView = z.infer<typeof outputViewSchema>;

/** Editions of a delivery, the latest first. */
export function outputViews(delivery: Delivery): OutputView[] {
  return delivery.editions.map((edition) => viewOf(delivery, edition)).reverse();
}

function viewOf({ studyId, receiver, form }: Delivery, one: Edition): OutputView {
  const last = one.lastTries.at(-1);
  return {
    studyId,
    receiver,
    form,
    edition: one.edition,
    version: one.version,
    isFinal: one.isFinal,
    corrects: one.corrects,
    state: one.state,
    reason: one.reason,
    tries: one.tries,
    lastTriedAt: last?.answer?.at ?? last?.at,
    nextTryAt: one.nextTryAt,
    answer: last?.answer?.code,
    status: last?.answer?.status,
    objects: one.objects.length,
  };
}
