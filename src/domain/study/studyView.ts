import type { Place, Priority } from '../kernel/priority';
import type { ReviewState } from './review';
import type { StudyRecord } from './studyRecord';

/** `GET /api/studies/{id}`. The ETag is `"{revision}"`; a review is sent with it as If-Match. */
export interface StudyView extends StudyRecord {
  readonly serverTime: string;
  readonly state: ReviewState;
  readonly standing: { readonly priority: Priority; readonly place: Place };
  /**
   * The reviewer has not committed a first impression of this version: `images[].analyses` and the reasons of the
   * decision are left out, and heat maps are refused, until `POST /api/studies/{id}/impression`.
   */
  readonly awaitsImpression?: true;
  /** The version of the study on which the newest accepted review was made, where a later image superseded it. */
  readonly reviewedVersion?: number;
}

/** One earlier study of the same patient: `GET /api/studies/{id}/priors` (reviewers; a look at an identity). */
export interface PriorView {
  readonly studyId: string;
  readonly receivedAt: string;
  /** YYYYMMDD as DICOM writes it, where known. */
  readonly studyDate?: string;
  readonly modality?: string;
  readonly bodyPart?: string;
  readonly images: readonly {
    readonly imageId: string;
    readonly view?: string;
    readonly laterality?: string;
  }[];
}
