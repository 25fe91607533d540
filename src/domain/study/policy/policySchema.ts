import { z } from 'zod';
import { keptWord } from '../../kernel/orderUrgency';
import { places } from '../../kernel/priority';
import { dueCurveSchema } from './dueCurve';
import { defaultIntake, intakeRuleSchema } from './intakeRule';
import { defaultReminders, remindersSchema } from './reminders';

const placeSchema = z.enum(places);
const minutesSchema = z.number().int().positive();

/** One row of the policy: a finding, in a band of scores, for orders of certain urgencies. */
const ruleSchema = z.strictObject({
  /** A label that some model gives, such as `lung-opacity`. */
  finding: z.string().min(1),
  /** Lower end of the band, inclusive: a score, or the model's own operating point. */
  from: z.union([z.literal('threshold'), z.number().min(0).max(1)]),
  /** Upper end of the band, exclusive. Absent: open. */
  below: z.number().min(0).max(1).optional(),
  /** The rule applies only to studies with an order in one of these places. Absent: to all. */
  orderedAs: z.array(placeSchema).nonempty().optional(),
  priority: placeSchema,
  /** Overrides the due time of the priority. */
  dueMinutes: minutesSchema.optional(),
});

/** The triage policy, read from JSON; docs/triage-policy.md explains it. */
export const policySchema = z.strictObject({
  schemaVersion: z.literal(1),
  /** Recorded with every decision. */
  id: z.string().min(1),
  /** Minutes from the arrival of a study's first image to its due time. */
  dueMinutes: z.strictObject({ stat: minutesSchema, urgent: minutesSchema, routine: minutesSchema }),
  /** The place for each order urgency; keys in upper case. */
  orderUrgency: z.record(z.string().regex(keptWord), placeSchema),
  /** The least urgent place of a study whose order states an urgency that `orderUrgency` does not have. */
  unknownUrgency: placeSchema.default('urgent'),
  /** The place of a study whose order states no urgency. */
  baseline: placeSchema,
  /**
   * A study is read one place higher each time it has waited this many times the period from arrival to due
   * time, so that none waits forever behind more urgent ones.
   */
  waitingCap: z.number().min(1).max(1000).default(2),
  rules: z.array(ruleSchema),
  /** How scores bring the due time nearer, on either side of a threshold. */
  dueCurves: z.array(dueCurveSchema).default([]),
  /** What becomes of an image before anybody looks at it; the first rule that applies decides. */
  intake: z.array(intakeRuleSchema).default(defaultIntake),
  reminders: remindersSchema.default(defaultReminders),
});

export type Policy = z.infer<typeof policySchema>;
