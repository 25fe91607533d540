import { z } from 'zod';

/** When reviewers are reminded of a study; part of the triage policy. */
export const remindersSchema = z.strictObject({
  /** `due-soon` is sent when this fraction of the time from arrival to due time is left; 0: never. */
  beforeDue: z.number().min(0).max(0.9).default(0.25),
  /** Minutes between two `overdue` notices; the first is sent at the due time. */
  overdueEveryMinutes: z.number().int().min(1).max(10_080).default(60),
  /** Maximum number of `overdue` notices; 0: none. */
  overdueTimes: z.number().int().min(0).max(100).default(3),
});

export type Reminders = z.infer<typeof remindersSchema>;

export const defaultReminders: Reminders = remindersSchema.parse({});
