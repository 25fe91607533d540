const day = 86_400_000;
const dated = /^(\d{4})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])((?:[01]\d|2[0-3])[\d.]*(?:[+-]\d{4})?)?$/;
const time = /^([01]\d|2[0-3])([0-5]\d([0-5]\d(\.\d{1,6})?)?)?$/;

/**
 * A DA or DT value moved by whole days; the time of day stays. `undefined` if it is not a date, or falls
 * outside the years 1 to 9999.
 */
export function shiftDate(text: string, days: number): string | undefined {
  const [, year, month, date, rest = ''] = dated.exec(text) ?? [];
  if (year === undefined) return undefined;
  const start = new Date(0);
  start.setUTCFullYear(Number(year), Number(month) - 1, Number(date));
  if (start.getUTCDate() !== Number(date)) return undefined;
  const moved = new Date(start.getTime() + days * day);
  const movedYear = moved.getUTCFullYear();
  if (movedYear < 1 || movedYear > 9999) return undefined;
  const digits = [movedYear, moved.getUTCMonth() + 1, moved.getUTCDate()];
  return digits.map((value, index) => String(value).padStart(index === 0 ? 4 : 2, '0')).join('') + rest;
}

/** Whether a text is a TM value, PS3.5 6.2. */
export function isTime(text: string): boolean {
  return time.test(text);
}
