import { dicomDay } from '../../domain/kernel/dicomTime';

interface Aged {
  readonly patientAge?: string | undefined;
  readonly patientBirthDate?: string | undefined;
  readonly studyDate?: string | undefined;
}

const units: Readonly<Record<string, string>> = { Y: 'years', M: 'months', W: 'weeks', D: 'days' };

/** The age when the study was made, as the file says it, else between birth and study; undefined if neither tells. */
export function ageWords({ patientAge, patientBirthDate, studyDate }: Aged): string | undefined {
  const [, count, unit = ''] = /^\s*(\d{1,3})([YMWD])\s*$/.exec(patientAge ?? '') ?? [];
  if (count !== undefined) return inUnits(Number(count), units[unit] ?? '');
  const [birth, study] = [dicomDay(patientBirthDate), dicomDay(studyDate)];
  if (birth === undefined || study === undefined || study < birth) return undefined;
  const months = monthsBetween(birth, study);
  // Of small children the months count.
  return months < 24 ? inUnits(months, 'months') : inUnits(Math.floor(months / 12), 'years');
}

/** @param birth, study YYYYMMDD */
function monthsBetween(birth: string, study: string): number {
  const monthOf = (day: string) => 12 * Number(day.slice(0, 4)) + Number(day.slice(4, 6));
  return monthOf(study) - monthOf(birth) - (study.slice(6) < birth.slice(6) ? 1 : 0);
}

function inUnits(count: number, unit: string): string {
  return `${count} ${count === 1 ? unit.slice(0, -1) : unit}`;
}

const sexes: Readonly<Record<string, string>> = { M: 'Male', F: 'Female', O: 'Other' };

/** Patient's Sex, PS3.3 C.7.1.1; another text is shown as it is. */
export function sexWords(sex: string | undefined): string | undefined {
  return sex === undefined ? undefined : (sexes[sex.trim().toUpperCase()] ?? sex);
}
