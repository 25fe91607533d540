import { dicomDay } from '../../domain/kernel/dicomTime';
import type { Report } from '../report';
import { fhirDate, type Json, uidIdentifier } from './resource';

/**
 * What every resource says of the patient and the study. They are named by their identifiers and not created: the
 * receiver knows them, and a second patient would be worse than an unlinked report.
 */
export function subjectOf({ identity }: Report): Json {
  const issuer = identity.issuerOfPatientId?.trim();
  return {
    type: 'Patient',
    identifier: { value: identity.patientId?.trim(), ...(issuer ? { assigner: { display: issuer } } : {}) },
  };
}

export function imagingStudyOf({ identity }: Report): Json {
  const { value } = uidIdentifier(identity.studyInstanceUid ?? '');
  return { type: 'ImagingStudy', identifier: { system: 'urn:dicom:uid', value } };
}

/** The day of the study: its time of day has no time zone. */
export function effectiveOf({ identity }: Report): string | undefined {
  return fhirDate(dicomDay(identity.studyDate));
}
