import type { Content } from '../../domain/audit/contents';
import type { StoredImage } from '../../domain/image/storedImage';
import type { Arrival } from '../../domain/intake/arrival';
import type { NotAnalysedReason } from '../../domain/reasons/notAnalysedReason';
import { allImagesOf } from '../../domain/study/images/arrangement';
import {
  type ImageRecord,
  imageText,
  joinRecords,
  type StudyImage,
  studyImageSchema,
} from '../../domain/study/images/imageRecord';
import { recordOf } from '../../domain/study/images/imageRecordOf';
import type { Dated } from '../../domain/study/policy/believableAge';
import { notAnalysedReasonOf } from '../../domain/study/policy/notAnalysed';
import type { Policy } from '../../domain/study/policy/policySchema';
import type { StudyRecord } from '../../domain/study/studyRecord';
import type { AuditTrail } from '../audit/auditTrail';
import type { ArrivalsPort, Clock, OnAnalysed, Prepared, PreparedPictures, ResultsPort } from '../ports';
import type { StudyWriter } from '../study/studyWriter';
import type { Found } from './lookAtImage';

export interface RecordImageDeps {
  readonly arrivals: ArrivalsPort;
  readonly results: Pick<ResultsPort, 'joinImage' | 'study'>;
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
  /** As its file states them. They are kept nowhere but in `identity`. */
  readonly dates?: Dated;
  /** Stands for the folder in which the file came. */
  readonly source?: string | undefined;
  /** Of the file, in bytes. */
  readonly size: number;
  /** What is to be stored of whom it names, and of itself, in this order. */
  readonly identity: Prepared;
  readonly prepared: PreparedPictures;
  readonly found: Pick<Found, 'analyses' | 'brightness'>;
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

function ownOf({ policy, now }: RecordImageDeps, visited: Visited): Own {
  const { arrival, stored, dates, source, identity, prepared, found, reason } = visited;
  const looked = { analyses: found.analyses, pictures: prepared.sha256, unrouted: reason };
  const parts = [identity, prepared];
  return {
    image: recordOf(stored, looked, policy, { ...arrival, ...dates, source }, now()),
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
  // Of what came once its study tells all, and there is nothing to join it with.
  const image = isNew && !hasShadow ? own.image : await joinStored(results, own.image, isNew);
  const isSame = notAnalysedReasonOf(image) === notAnalysedReasonOf(own.image);
  return { image, outcome: isSame ? outcome : await end(image) };
}

/** @returns the image's result, with what an earlier arrival of it left in its study alone */
async function joinStored(
  results: RecordImageDeps['results'],
  image: ImageRecord,
  isNew: boolean,
): Promise<ImageRecord> {
  const study = isNew ? undefined : await results.study(image.studyId);
  const shown = study && shownIn(study, image);
  return results.joinImage(shown ? joinRecords(image, { ...image, ...shown }) : image);
}

/** What other arrivals of the image have put into the study meanwhile goes into its result, if it has one. */
async function joinOthers(
  { results }: RecordImageDeps,
  image: ImageRecord,
  study: StudyRecord,
): Promise<void> {
  const shown = shownIn(study, image);
  if (shown === undefined || imageText(shown) === imageText(image)) return;
  const { unrouted: _, ...known } = image;
  await results.joinImage({ ...known, ...shown });
}

function shownIn(study: StudyRecord, { imageId }: ImageRecord): StudyImage | undefined {
  const shown = allImagesOf(study).find((one) => one.imageId === imageId);
  return shown && studyImageSchema.parse(shown);
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
    const own = ownOf(deps, visited);
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
