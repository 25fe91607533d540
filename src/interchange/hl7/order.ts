import { tags } from '../../dicom/tags';
import { dicomDay } from '../../domain/kernel/dicomTime';
import { ownScheme } from '../code';
import { headerTexts } from '../dicom/patientStudy';
import type { Report } from '../report';
import type { Field } from './encode';

/** What both messages say of the order, by the fields of OBR, v2.5.1 4.5.3. */
export function orderFields(report: Report): Readonly<Record<number, Field>> {
  const { accessionNumber, studyDate, studyDescription } = report.identity;
  return {
    3: accessionNumber?.trim(),
    4: ['triage', studyDescription?.trim() ?? 'Imaging triage', ownScheme],
    7: dicomDay(studyDate),
    16: referrer(report),
  };
}

/** The referring physician by name: DICOM has no number for them. XCN, v2.5.1 2.A.86. */
function referrer({ header }: Report): Field {
  const [alphabetic] = (headerTexts(header).get(tags.referringPhysicianName) ?? '').split('=');
  const [family, given, middle] = (alphabetic ?? '').split('^');
  return family ? [undefined, family, given, middle] : undefined;
}

/** Patient's Sex as the header has it. */
export function sexOf({ header }: Report): string | undefined {
  return headerTexts(header).get(tags.patientSex);
}
