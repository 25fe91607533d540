import { z } from 'zod';
import { hourOf } from '../../../domain/accounting/hours';
import { texts } from '../../language/declared';
import { UsageError } from '../../terminal/errors';

const unitMs = { h: 3_600_000, d: 86_400_000 } as const;

const timeSchema = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

/** The hour that `2026-05-01`, a time with its zone, or `24h` and `7d` ago lies in. @throws UsageError */
export function askedHour(option: string, text: string, now: number): string {
  const [, count, unit] = /^(\d{1,5})([hd])$/.exec(text) ?? [];
  if (unit !== undefined)
    return hourOf(new Date(now - Number(count) * unitMs[unit as 'h' | 'd']).toISOString());
  if (!timeSchema.safeParse(text).success) throw new UsageError(texts.errors.time(option));
  return hourOf(text);
}
