import { z } from 'zod';

/** When reviewers are reminded of a study; a part of the triage policy. */
export const remindersSchema = z.strictObject({
  /** `due-soon` goes out when this share of the time from arrival to due time is left; 0: never. */
  beforeDue: z.number().min(0).max(0.9).default(0.25),
  /** Minutes from one `overdue` to the next; the first goes out at the due time. */
  overdueEveryMinutes: z.number().int().min(1).max(10_080).default(60),
  /** How many `overdue` go out at most; 0: none. */
  overdueTimes: z.number().int().min(0).max(100).default(3),
});

export type Reminders = z.infer<typeof remindersSchema>;

export const defaultReminders: Reminders = remindersSchema.parse({});
