import { dicomInstant, dicomTimeOfDay } from '../../domain/kernel/dicomTime';

const dayMilliseconds = 86_400_000;
/** A day, in the form of before DICOM too, and in a DT value the time and the zone behind it, PS3.5 6.2. */
const dated = /^(\d{8}|\d{4}\.\d{2}\.\d{2})((?:[01]\d|2[0-3])[\d.]*(?:[+-]\d{4})?)?$/;

/**
 * A DA or DT value moved by whole days, in the form of today; the time of day stays. `undefined` if it is not a
 * date, or falls outside the years 1 to 9999.
 */
export function shiftDate(text: string, days: number): string | undefined {
  const [, day, rest = ''] = dated.exec(text) ?? [];
  const start = dicomInstant(day, undefined);
  if (start === undefined) return undefined;
  const moved = new Date(start + days * dayMilliseconds);
  const year = moved.getUTCFullYear();
  if (year < 1 || year > 9999) return undefined;
  const digits = [moved.getUTCMonth() + 1, moved.getUTCDate()].map((value) => String(value).padStart(2, '0'));
  return [String(year).padStart(4, '0'), ...digits, rest].join('');
}

/** A TM value without the colons of the form of before DICOM, PS3.5 6.2; `undefined` if it is no time of day. */
export function plainTime(text: string): string | undefined {
  return dicomTimeOfDay(text) === undefined ? undefined : text.replaceAll(':', '');
}
