/** `YYYYMMDD`, or `YYYY.MM.DD` as written before DICOM (PS3.5 6.2, DA). */
const written = /^(\d{4})(\.?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])$/;

/** A date as `YYYYMMDD`; `undefined` if the text is no day of the calendar. */
export function dicomDay(text: string | undefined): string | undefined {
  const [, year, , month, day] = written.exec(text?.trim() ?? '') ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return date.getUTCDate() === Number(day) ? `${year}${month}${day}` : undefined;
}

/** A time, with colons as written before DICOM (PS3.5 6.2, TM), from the hour down to any precision. */
const clock = /^([01]\d|2[0-3])(?::?([0-5]\d)(?::?([0-5]\d|60)(\.\d{1,6})?)?)?$/;

/** A time of day in milliseconds; `undefined` if the text is none. */
export function dicomTimeOfDay(text: string | undefined): number | undefined {
  const [, hours, minutes = '0', seconds = '0', fraction = ''] = clock.exec(text?.trim() ?? '') ?? [];
  if (hours === undefined) return undefined;
  const whole = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  return Math.round((whole + Number(`0${fraction}`)) * 1000);
}

/** A day and a time of it as milliseconds since 1970, both taken as UTC; `undefined` without a day. */
export function dicomInstant(day: string | undefined, time: string | undefined): number | undefined {
  const digits = dicomDay(day);
  if (digits === undefined) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(Number(digits.slice(0, 4)), Number(digits.slice(4, 6)) - 1, Number(digits.slice(6)));
  return date.getTime() + (dicomTimeOfDay(time) ?? 0);
}
