import { dicomDay } from '../kernel/dicomTime';
import type { InstanceIdentity } from './imageDescription';
import { representationsOf } from './samePersonName';

/** What says whom an image shows. A name has up to three spellings, PS3.5 6.2.1. */
export const whomFields = [
  'patientName',
  'patientNameIdeographic',
  'patientNamePhonetic',
  'patientId',
  'issuerOfPatientId',
  'patientBirthDate',
] as const;

export type WhomField = (typeof whomFields)[number];

/** What says whom an image shows, in the one form in which equal persons are equal; only what it says. */
export function saysWhom(identity: InstanceIdentity): Partial<Record<WhomField, string>> {
  const [alphabetic, ideographic, phonetic] = representationsOf(identity.patientName ?? '');
  const birth = identity.patientBirthDate?.trim();
  const said: Record<WhomField, string | undefined> = {
    patientName: alphabetic,
    patientNameIdeographic: ideographic,
    patientNamePhonetic: phonetic,
    patientId: identity.patientId?.trim(),
    issuerOfPatientId: identity.issuerOfPatientId?.trim(),
    patientBirthDate: dicomDay(birth) ?? birth,
  };
  return Object.fromEntries(Object.entries(said).filter(([, text]) => text));
}
