import { dicomInstant } from '../../kernel/dicomTime';

/** What a file states of its dates, as DICOM writes them. */
export interface Dated {
  readonly studyDate?: string | undefined;
  /** When the picture was taken, else when the object was made. */
  readonly takenDate?: string | undefined;
  readonly patientBirthDate?: string | undefined;
}

const dayMilliseconds = 86_400_000;
const resetDays = 7;

/**
 * Days from a study to its arrival, if its date can be believed. A device whose clock was reset dates today's study many
 * years back, so a date counts only if
 * - the picture was taken on that day, or the next: an object without such a date is of no age,
 * - the patient was born by then, as far as that is stated,
 * - it is not in the first days of a year: clocks fall back to a 1 January and run on until somebody notices.
 *
 * @param receivedAt ISO
 * @returns undefined if the age is not known; whole days otherwise
 */
export function believableAgeInDays(dated: Dated, receivedAt: string): number | undefined {
  const [study, taken, born] = [dated.studyDate, dated.takenDate, dated.patientBirthDate].map((date) =>
    dicomInstant(date, undefined),
  );
  if (study === undefined || taken === undefined) return undefined;
  if (taken < study || taken - study > dayMilliseconds) return undefined;
  if (born !== undefined && born > study) return undefined;
  if (dayOfYear(study) <= resetDays) return undefined;
  const days = Math.floor((Date.parse(receivedAt) - study) / dayMilliseconds);
  return days >= 0 ? days : undefined;
}

/** 1 is the first of January. */
function dayOfYear(time: number): number {
  const date = new Date(time);
  const first = new Date(time);
  first.setUTCMonth(0, 1);
  return Math.round((date.getTime() - first.getTime()) / dayMilliseconds) + 1;
}
