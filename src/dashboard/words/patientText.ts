import type { RowIdentity } from '../../domain/study/rowIdentity';
import { ageWords } from './personAge';
import { personName } from './personName';

type Aged = Parameters<typeof ageWords>[0];

/** `F, 52 years`, as far as known. */
export function sexAndAge(of: Aged & Pick<RowIdentity, 'patientSex'>): string | undefined {
  return [of.patientSex?.trim(), ageWords(of)].filter(Boolean).join(', ') || undefined;
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
  if (of.contradicting?.some((field) => saysWho.has(field)))
    return ['The images of this study name different patients'];
  const name = personName(of.patientName)?.name;
  return [name, of.patientId && `MRN ${of.patientId}`, sexAndAge(of)].filter((text) => text !== undefined);
}
