import { dicomDay } from '../domain/kernel/dicomTime';
import { readStrings } from './attributes';
import type { DataSet } from './parsing/dataSet';
import { tags } from './tags';

/** Above this, the age alone could identify a person; all such ages become 90. */
const oldestStated = 89;

/** Whole years from Patient's Age (PS3.5 6.2, AS), else from the birth and study dates; 90 for all over 89. */
export function readAgeYears(dataSet: DataSet): number | undefined {
  const years = fromAgeString(readStrings(dataSet, tags.patientAge)[0]) ?? fromDates(dataSet);
  return years === undefined || years <= oldestStated ? years : oldestStated + 1;
}

const unitsPerYear: Readonly<Record<string, number>> = { Y: 1, M: 12, W: 52.1775, D: 365.2425 };

function fromAgeString(text: string | undefined): number | undefined {
  const match = /^(\d{1,3})([YMWD])$/.exec(text ?? '');
  if (match === null) return undefined;
  return Math.floor(Number(match[1]) / (unitsPerYear[match[2] ?? 'Y'] ?? 1));
}

function fromDates(dataSet: DataSet): number | undefined {
  const birth = dayOf(dataSet, tags.patientBirthDate);
  const study = dayOf(dataSet, tags.studyDate);
  if (birth === undefined || study === undefined || study < birth) return undefined;
  const beforeBirthday = study.slice(4) < birth.slice(4) ? 1 : 0;
  const years = Number(study.slice(0, 4)) - Number(birth.slice(0, 4)) - beforeBirthday;
  return years <= 130 ? years : undefined;
}

/** `YYYYMMDD`, of a year in which somebody who is examined can have lived. */
function dayOf(dataSet: DataSet, tag: number): string | undefined {
  const day = dicomDay(readStrings(dataSet, tag)[0]);
  return /^(1[89]|20)/.test(day ?? '') ? day : undefined;
}
