import type { InstanceIdentity } from '../domain/image/imageDescription';
import type { PatientHeader } from '../domain/image/patientHeader';
import type { StudyImage } from '../domain/study/images/imageRecord';
import type { StudyRecord } from '../domain/study/studyRecord';

/** A picture of the study, and the DICOM instance that it came as. */
export interface ReportedInstance {
  readonly image: StudyImage;
  readonly sopClass: string;
  readonly sopInstanceUid: string;
  readonly seriesInstanceUid: string;
}

/** Who says all this. */
export interface ReportingSite {
  /** The hospital or department; absent: it is not said. */
  readonly organisation?: string;
  /** The release of this software. */
  readonly release: string;
  /** Where the study's page is; absent: no link. */
  readonly link?: string;
}

/**
 * All that an output is made from: one version of a study, with whom it shows. Outputs are pure functions of it,
 * so that the same report is the same bytes.
 */
export interface Report {
  readonly study: StudyRecord;
  readonly identity: InstanceIdentity;
  /** Of the study's first instance. */
  readonly header: PatientHeader;
  /** The pictures that are read, in their order. */
  readonly instances: readonly ReportedInstance[];
  readonly site: ReportingSite;
  /** The output that this one replaces at the same receiver. */
  readonly replaces?: { readonly sopInstanceUid: string; readonly seriesInstanceUid: string };
}
