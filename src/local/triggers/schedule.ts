import { timeSpanSeconds } from '../hostSettings';

/** When a timer function runs. */
export interface Schedule {
  /** The first time after the given one; undefined if there is none in the next five years. */
  next(after: Date): Date | undefined;
}

interface Field {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly names?: readonly string[];
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const dayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const fields: readonly Field[] = [
  { name: 'second', low: 0, high: 59 },
  { name: 'minute', low: 0, high: 59 },
  { name: 'hour', low: 0, high: 23 },
  { name: 'day of the month', low: 1, high: 31 },
  { name: 'month', low: 1, high: 12, names: monthNames },
  { name: 'day of the week', low: 0, high: 6, names: dayNames },
];

/** Leap days recur within eight years at most, and within five except around 1900 and 2100. */
const horizonYears = 5;

/**
 * Parses the schedule of a timer trigger: a six-field NCRONTAB expression (or five fields, for whole minutes)
 * in UTC, where a day must satisfy both of its fields; or a time span.
 */
export function parseSchedule(text: string): Schedule {
  const span = timeSpanSeconds(text.trim());
  if (span !== undefined && span > 0) return { next: (after) => new Date(after.getTime() + span * 1000) };
  const parts = text.trim().split(/\s+/);
  if (parts.length === 5) parts.unshift('0');
  if (parts.length !== fields.length)
    throw new Error(
      `"${text}" is not a schedule: it needs six fields, from the second to the day of the week`,
    );
  const [seconds, minutes, hours, days, months, weekdays] = parts.map((part, index) =>
    parseField(part, fields[index] as Field, text),
  ) as [Set<number>, Set<number>, Set<number>, Set<number>, Set<number>, Set<number>];

  const isDay = (time: Date) =>
    months.has(time.getUTCMonth() + 1) && days.has(time.getUTCDate()) && weekdays.has(time.getUTCDay());

  return {
    next: (after) => {
      const time = new Date(after);
      time.setUTCMilliseconds(0);
      time.setUTCSeconds(time.getUTCSeconds() + 1);
      const end = Date.UTC(time.getUTCFullYear() + horizonYears, time.getUTCMonth(), time.getUTCDate());
      while (time.getTime() < end) {
        if (!isDay(time)) time.setUTCHours(24, 0, 0, 0);
        else if (!hours.has(time.getUTCHours())) time.setUTCHours(time.getUTCHours() + 1, 0, 0, 0);
        else if (!minutes.has(time.getUTCMinutes())) time.setUTCMinutes(time.getUTCMinutes() + 1, 0, 0);
        else if (!seconds.has(time.getUTCSeconds())) time.setUTCSeconds(time.getUTCSeconds() + 1);
        else return time;
      }
      return undefined;
    },
  };
}

/** A field: a list of `*`, values and ranges, each with an optional step. */
function parseField(text: string, field: Field, whole: string): Set<number> {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const match = /^(\*|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(part);
    const [, first = '', last, step] = match ?? [];
    const low = first === '*' ? field.low : fieldValue(first, field);
    const high =
      first === '*' || (last === undefined && step !== undefined)
        ? field.high
        : fieldValue(last ?? first, field);
    const by = Number(step ?? 1);
    if (match === null || low === undefined || high === undefined || low > high || by < 1) {
      throw new Error(`"${whole}" is not a schedule: "${part}" is not a valid ${field.name}`);
    }
    for (let value = low; value <= high; value += by) values.add(value);
  }
  return values;
}

function fieldValue(text: string, field: Field): number | undefined {
  const named = field.names?.indexOf(text.toLowerCase().slice(0, 3)) ?? -1;
  if (named >= 0 && /^[a-z]+$/i.test(text)) return named + field.low;
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (field.names === dayNames && value === 7) return 0;
  return value >= field.low && value <= field.high ? value : undefined;
}
