import type { Content } from '../../domain/audit/contents';
import type { StoredImage } from '../../domain/image/storedImage';
import type { Arrival } from '../../domain/intake/arrival';
import type { ModelRef } from '../../domain/models/analysis';
import type { NotAnalysedReason } from '../../domain/reasons/notAnalysedReason';
import type { ImageRecord } from '../../domain/study/imageRecord';
import { recordOf } from '../../domain/study/imageRecordOf';
import { notAnalysedReasonOf } from '../../domain/study/notAnalysed';
import type { Policy } from '../../domain/study/policy';
import type { AuditTrail } from '../audit/auditTrail';
import type { ArrivalsPort, Clock, ImagesPort, Prepared, ResultsPort } from '../ports';
import type { StudyWriter } from '../study/studyWriter';

export interface RecordImageDeps {
  readonly arrivals: ArrivalsPort;
  readonly images: ImagesPort;
  readonly results: Pick<ResultsPort, 'joinImage'>;
  readonly studies: Pick<StudyWriter, 'addImage'>;
  readonly trail: AuditTrail;
  readonly policy: Policy;
  readonly now: Clock;
}

/** An image that every model has looked at. */
export interface Visited {
  readonly arrival: Arrival;
  readonly stored: StoredImage;
  /** The models that ran. */
  readonly models: readonly ModelRef[];
  /** Why none ran. */
  readonly reason?: NotAnalysedReason | undefined;
}

/** How it is recorded, and whether the caller has to wake the study's review. */
export interface Recorded {
  readonly outcome: 'analysed' | 'not-analysed';
  readonly studyId: string;
  readonly studyVersion: number;
  readonly wakesReview: boolean;
}

/** The models' answers, and everything stored by the visit that made them. */
async function visitOf({ images }: RecordImageDeps, { stored: { imageId }, models }: Visited) {
  const [preview, found] = await Promise.all([
    images.previewContents(imageId),
    Promise.all(models.map((model) => images.answer(imageId, model))),
  ]);
  const answers = found.filter((answer) => answer !== undefined);
  if (answers.length < models.length)
    throw new Error(`an analysis of image ${imageId} is missing from the images container`);
  return {
    analyses: answers.map(({ analysis }) => analysis),
    contents: [...preview, ...answers.flatMap((answer) => answer.contents)],
  };
}

/**
 * Records how the arrival ends before any of it is shown; again if another arrival of the image had more
 * information.
 *
 * @returns the image as it is shown, and the outcome, which is not stored yet
 */
async function joinRecorded(
  { arrivals, results, trail }: RecordImageDeps,
  arrival: Arrival,
  own: ImageRecord,
  contents: readonly Content[],
): Promise<{ image: ImageRecord; outcome: Prepared }> {
  const { arrivalId } = arrival;
  const { imageId, studyId, analyses } = own;
  const end = (image: ImageRecord) => {
    const reason = notAnalysedReasonOf(image);
    const outcome = outcomeOf(reason);
    return trail.ended(arrival, { image: own, analyses, outcome, reason, contents }, (finishedAt) =>
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
  const outcome = await end(own);
  const image = await results.joinImage(own);
  const isSame = notAnalysedReasonOf(image) === notAnalysedReasonOf(own);
  return { image, outcome: isSame ? outcome : await end(image) };
}

function outcomeOf(reason: string | undefined): 'analysed' | 'not-analysed' {
  return reason === undefined ? 'analysed' : 'not-analysed';
}

/**
 * Adds an image's result to its study; the audit log has every part first. The worklist is updated after the
 * study, and the arrival's outcome is written last: anything with an outcome is visible. Repeated or
 * concurrent calls produce the same records.
 */
export function createRecordImage(deps: RecordImageDeps): (visited: Visited) => Promise<Recorded> {
  return async (visited) => {
    const { arrival, stored, reason } = visited;
    const { analyses, contents } = await visitOf(deps, visited);
    const looked = { analyses, unrouted: reason };
    const own = recordOf(stored, looked, deps.policy, arrival.receivedAt, deps.now());
    const { image, outcome } = await joinRecorded(deps, arrival, own, contents);
    const { study, wakesReview } = await deps.studies.addImage(image);
    await outcome.store();
    return {
      outcome: outcomeOf(notAnalysedReasonOf(image)),
      studyId: study.studyId,
      studyVersion: study.version,
      wakesReview,
    };
  };
}
