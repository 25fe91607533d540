import type { Content } from '../../domain/audit/contents';
import type { StoredImage } from '../../domain/image/storedImage';
import type { Arrival } from '../../domain/intake/arrival';
import type { NotAnalysedReason } from '../../domain/reasons/notAnalysedReason';
import { allImagesOf } from '../../domain/study/arrangement';
import { type ImageRecord, imageText, studyImageSchema } from '../../domain/study/imageRecord';
import { recordOf } from '../../domain/study/imageRecordOf';
import { notAnalysedReasonOf } from '../../domain/study/notAnalysed';
import type { Policy } from '../../domain/study/policySchema';
import type { StudyRecord } from '../../domain/study/studyRecord';
import type { AuditTrail } from '../audit/auditTrail';
import type { ArrivalsPort, Clock, ImagesPort, OnAnalysed, Prepared, ResultsPort } from '../ports';
import type { StudyWriter } from '../study/studyWriter';
import type { Found } from './lookAtImage';

export interface RecordImageDeps {
  readonly arrivals: ArrivalsPort;
  readonly images: ImagesPort;
  readonly results: Pick<ResultsPort, 'joinImage'>;
  readonly studies: Pick<StudyWriter, 'addImage'>;
  readonly trail: AuditTrail;
  readonly policy: Policy;
  readonly analysed: OnAnalysed;
  readonly now: Clock;
}

/** An image that every model has looked at. Nothing of it is stored. */
export interface Visited {
  readonly arrival: Arrival;
  readonly stored: StoredImage;
  /** As its file states it. It is kept nowhere but in `identity`. */
  readonly studyDate?: string | undefined;
  /** Of the file, in bytes. */
  readonly size: number;
  /** What is to be stored of the image and whom it names, in this order. */
  readonly prepared: readonly Prepared[];
  readonly found: Found;
  /** Why no model ran. */
  readonly reason?: NotAnalysedReason | undefined;
  /** Whether nothing of its study was ever stored, as far as is known. */
  readonly isFirst?: boolean;
  /** Whether models in shadow are asked about it later. */
  readonly hasShadow?: boolean;
}

/** How it is recorded, and whether the caller has to wake the study's review. */
export interface Recorded {
  readonly outcome: 'analysed' | 'not-analysed';
  readonly studyId: string;
  readonly studyVersion: number;
  readonly study: StudyRecord;
  readonly wakesReview: boolean;
  /** Whether the study was made with this image. */
  readonly isNew: boolean;
}

/** An image as its file had it, and all that is about to be stored of it. */
interface Own {
  readonly image: ImageRecord;
  readonly contents: readonly Content[];
  /** @returns whether nothing of the image was ever stored */
  store(): Promise<boolean>;
}

async function ownOf({ images, policy, now }: RecordImageDeps, visited: Visited): Promise<Own> {
  const { arrival, stored, studyDate, prepared, found, reason } = visited;
  const pictures = await images.preparePictures(stored.imageId, found.pictures);
  const looked = { analyses: found.analyses, pictures: pictures.sha256, unrouted: reason };
  const parts = [...prepared, pictures];
  return {
    image: recordOf(stored, looked, policy, { ...arrival, studyDate }, now()),
    contents: parts.flatMap(({ contents }) => contents),
    store: async () => {
      let isNew = true;
      for (const part of parts) if (!(await part.store())) isNew = false;
      return isNew;
    },
  };
}

/**
 * Records how the arrival ends before anything of the image is stored or shown; again if another arrival of the image
 * had more information.
 *
 * @returns the image as it is shown, and the outcome, which is not stored yet
 */
async function joinRecorded(
  { arrivals, results, trail }: RecordImageDeps,
  { arrival, stored, size, isFirst, hasShadow = false }: Visited,
  own: Own,
): Promise<{ image: ImageRecord; outcome: Prepared }> {
  const { arrivalId } = arrival;
  const { imageId, studyId } = stored;
  const { analyses } = own.image;
  const end = (shown: ImageRecord) => {
    const reason = notAnalysedReasonOf(shown);
    const outcome = outcomeOf(reason);
    const result = { image: stored, size, analyses, outcome, reason, contents: own.contents, isFirst };
    return trail.ended(arrival, result, (finishedAt) =>
      arrivals.prepareOutcome({
        schemaVersion: 1,
        arrivalId,
        outcome,
        ...(reason === undefined ? {} : { reason }),
        imageId,
        studyId,
        finishedAt,
      }),
    );
  };
  const outcome = await end(own.image);
  const isNew = await own.store();
  // What no model said is in its study, and there is nothing to join it with.
  const isBare = isNew && !hasShadow && analyses.length === 0 && own.image.pictures === undefined;
  const image = isBare ? own.image : await results.joinImage(own.image);
  const isSame = notAnalysedReasonOf(image) === notAnalysedReasonOf(own.image);
  return { image, outcome: isSame ? outcome : await end(image) };
}

/** What other arrivals of the image have put into the study goes into its result, too. */
async function joinOthers(
  { results }: RecordImageDeps,
  image: ImageRecord,
  study: StudyRecord,
): Promise<void> {
  const shown = allImagesOf(study).find(({ imageId }) => imageId === image.imageId);
  if (shown === undefined || imageText(shown) === imageText(image)) return;
  const { unrouted: _, ...known } = image;
  await results.joinImage({ ...known, ...studyImageSchema.parse(shown) });
}

function outcomeOf(reason: string | undefined): 'analysed' | 'not-analysed' {
  return reason === undefined ? 'analysed' : 'not-analysed';
}

/**
 * Stores an image and its result, and adds it to its study; the audit log has every part first. The worklist is
 * updated after the study, and the arrival's outcome is written last: anything with an outcome is visible. Repeated
 * or concurrent calls produce the same records.
 */
export function createRecordImage(deps: RecordImageDeps): (visited: Visited) => Promise<Recorded> {
  return async (visited) => {
    const own = await ownOf(deps, visited);
    const { image, outcome } = await joinRecorded(deps, visited, own);
    const { study, wakesReview, isNew } = await deps.studies.addImage(image, visited.isFirst);
    await joinOthers(deps, image, study);
    await outcome.store();
    const { stored, found } = visited;
    for (const [at, analysis] of own.image.analyses.entries())
      deps.analysed(analysis, stored, found.brightness[at]);
    return {
      outcome: outcomeOf(notAnalysedReasonOf(image)),
      studyId: study.studyId,
      studyVersion: study.version,
      study,
      wakesReview,
      isNew,
    };
  };
}
