import type { InstanceIdentity } from '../../domain/image/imageDescription';
import { representationsOf } from '../../domain/image/samePersonName';
import { dicomDay } from '../../domain/kernel/dicomTime';
import { type Component, type Field, segment } from './encode';

/** A name of DICOM (family, given, middle, prefix, suffix) as XPN, v2.5.1 2.A.88 (suffix before prefix). */
function personName(name: string, representation: string): readonly Component[] {
  const [family, given, middle, prefix, suffix] = name.split('^');
  return [family, given, middle, suffix, prefix, undefined, undefined, representation];
}

/** The representations of a name, table 0465: alphabetic, ideographic, phonetic. */
function namesOf(name: string | undefined): Field {
  const repeated = representationsOf(name ?? '').flatMap((one, index) =>
    one === '' ? [] : [personName(one, 'AIP'[index] ?? 'A')],
  );
  return repeated.length === 0 ? undefined : { repeated };
}

/** Administrative sex, table 0001; the codes of DICOM are among them. */
const sexes = new Set(['M', 'F', 'O']);

/** PID, v2.5.1 3.4.2. */
export function patientSegment(identity: InstanceIdentity, sex: string | undefined): string {
  return segment('PID', {
    1: '1',
    3: [identity.patientId?.trim(), undefined, undefined, identity.issuerOfPatientId?.trim()],
    5: namesOf(identity.patientName),
    7: dicomDay(identity.patientBirthDate),
    8: sexes.has(sex ?? '') ? sex : 'U',
  });
}
