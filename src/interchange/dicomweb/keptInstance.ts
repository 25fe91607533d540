import type { JsonAttributes } from '../../domain/image/imageAttributes';
import type { IdentityRecord } from '../../domain/image/imageDescription';
import type { StoredImage } from '../../domain/image/storedImage';

/** What is kept of a DICOM instance with pictures, and whom it shows. */
export interface KeptInstance {
  readonly image: StoredImage;
  /** Its de-identified header. */
  readonly attributes: JsonAttributes;
  readonly record: IdentityRecord;
}

/** The UIDs that the hospital knows an instance by. */
export interface InstanceUids {
  readonly study: string;
  readonly series: string;
  readonly instance: string;
}

/** @throws Error if it has none: whatever came as a DICOM file and is shown has them */
export function uidsOf({ record }: Pick<KeptInstance, 'record'>): InstanceUids {
  const { studyInstanceUid: study, seriesInstanceUid: series, sopInstanceUid: instance } = record;
  if (study === undefined || series === undefined || instance === undefined)
    throw new Error('an instance without UIDs');
  return { study, series, instance };
}
