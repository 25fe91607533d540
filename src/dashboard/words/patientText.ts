import { dicomDay } from '../../domain/kernel/dicomTime';
import type { RowIdentity } from '../../domain/study/patient/rowIdentity';
import { texts, words } from '../language/language';
import { personName } from './personName';

type Aged = Pick<RowIdentity, 'patientAge' | 'patientBirthDate' | 'studyDate'>;

/** The age when the study was made: as the file states it (PS3.5 6.2, AS), else by the dates. */
export function ageText({ patientAge, patientBirthDate, studyDate }: Aged): string | undefined {
  const { age } = texts.parts.patient;
  const [, count, unit] = /^(\d{1,3})([YMWD])$/.exec(patientAge?.trim() ?? '') ?? [];
  if (count !== undefined) return age[unit as keyof typeof age](Number(count));
  const [birth, study] = [dicomDay(patientBirthDate), dicomDay(studyDate)];
  if (birth === undefined || study === undefined || study < birth) return undefined;
  const months = monthsOf(study) - monthsOf(birth) - (study.slice(6) < birth.slice(6) ? 1 : 0);
  return months < 24 ? age.M(months) : age.Y(Math.floor(months / 12));
}

/** @param day YYYYMMDD */
function monthsOf(day: string): number {
  return 12 * Number(day.slice(0, 4)) + Number(day.slice(4, 6));
}

/** `F, 52 y`, as far as known. */
export function sexAndAge(of: Aged & Pick<RowIdentity, 'patientSex'>): string | undefined {
  const sex = of.patientSex?.trim();
  return (
    [sex && texts.parts.patient.sex(sex), ageText(of)].filter(Boolean).join(words.listSeparator) || undefined
  );
}

/** The fields that say who somebody is. Images that contradict each other in one of them name several people. */
const saysWho: ReadonlySet<string> = new Set([
  'patientName',
  'patientId',
  'issuerOfPatientId',
  'patientBirthDate',
]);

/** What is laid over a picture of a study, so that a copy of the screen says whom it shows. */
export function whomLines(
  of: Aged &
    Pick<RowIdentity, 'patientName' | 'patientId' | 'patientSex'> & {
      readonly contradicting?: readonly string[];
    },
): string[] {
  if (of.contradicting?.some((field) => saysWho.has(field))) return [texts.parts.patient.contradicting];
  const name = personName(of.patientName)?.name;
  return [name, of.patientId && texts.parts.patient.mrn(of.patientId), sexAndAge(of)].filter(
    (text) => text !== undefined,
  );
}
