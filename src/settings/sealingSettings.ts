import { z } from 'zod';

/** When waiting audit records are sealed. */
export interface SealingSettings {
  /** After a record, in the process that recorded it; 0: not at all. */
  readonly afterSeconds: number;
  /** When the timer looks for what still waits: NCRONTAB. */
  readonly schedule: string;
  /** A record that waits for longer is too late. */
  readonly lateMinutes: number;
}

export const sealingEnvironment = {
  TRIAGE_SEAL_AFTER_SECONDS: z.coerce.number().int().min(0).max(3600).default(5),
  TRIAGE_SEAL_EVERY_SECONDS: z.coerce
    .number()
    .refine(
      (seconds) => scheduleOf(seconds) !== undefined,
      'expected seconds that divide a minute, or whole minutes that divide an hour, such as 5, 30, 300',
    )
    .default(300),
  TRIAGE_SEAL_LATE_MINUTES: z.coerce.number().int().min(1).max(1440).default(15),
};

const environmentSchema = z.object(sealingEnvironment);

export function sealingSettings(values: z.infer<typeof environmentSchema>): SealingSettings {
  return {
    afterSeconds: values.TRIAGE_SEAL_AFTER_SECONDS,
    schedule: scheduleOf(values.TRIAGE_SEAL_EVERY_SECONDS) as string,
    lateMinutes: values.TRIAGE_SEAL_LATE_MINUTES,
  };
}

/** Time spans as a schedule work on an App Service plan alone, so it is NCRONTAB, whose steps start anew. */
function scheduleOf(seconds: number): string | undefined {
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > 3600) return undefined;
  if (seconds < 60) return 60 % seconds === 0 ? `*/${seconds} * * * * *` : undefined;
  const minutes = seconds / 60;
  if (minutes === 60) return '0 0 * * * *';
  return Number.isInteger(minutes) && 60 % minutes === 0 ? `0 */${minutes} * * * *` : undefined;
}
