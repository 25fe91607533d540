import type { Recorded, StepInput, Steps } from '../contract/steps';
import type { Arrival } from '../domain/intake/arrival';
import type { Analysis } from '../domain/models/analysis';
import { type ImageRecord, studyImageSchema } from '../domain/study/imageRecord';
import { recordOf } from '../domain/study/imageRecordOf';
import { notAnalysedReasonOf } from '../domain/study/notAnalysed';
import type { Policy } from '../domain/study/policy';
import { mergeIntoStudy, type StudyRecord } from '../domain/study/studyRecord';
import type { AuditTrail } from '../operations/audit/auditTrail';
import { storedImage } from '../operations/images/storedImages';
import type { ArrivalsPort, Clock, ImagesPort, ResultsPort } from '../operations/ports';
import type { StudyWriter } from '../operations/study/studyWriter';

export interface RecordImageDeps {
  readonly arrivals: ArrivalsPort;
  readonly images: ImagesPort;
  readonly results: Pick<ResultsPort, 'joinImage'>;
  readonly studies: Pick<StudyWriter, 'change'>;
  readonly trail: AuditTrail;
  readonly policy: Policy;
  readonly now: Clock;
}

async function analysesOf(deps: RecordImageDeps, input: StepInput<'recordImage'>): Promise<Analysis[]> {
  const analyses = await Promise.all(input.models.map((model) => deps.images.analysis(input.imageId, model)));
  if (analyses.some((analysis) => analysis === undefined)) {
    throw new Error(`an analysis of image ${input.imageId} is missing from the images container`);
  }
  return analyses as Analysis[];
}

async function mergeStudy(deps: RecordImageDeps, image: ImageRecord): Promise<StudyRecord> {
  const study = await deps.studies.change(
    image.studyId,
    (known) => mergeIntoStudy(known, image.studyId, [studyImageSchema.parse(image)], deps.policy, deps.now()),
    deps.trail.decided,
  );
  return study as StudyRecord;
}

/**
 * Records how the arrival ends before any of it is shown; again if another arrival of the image had more
 * information.
 */
async function joinRecorded(deps: RecordImageDeps, arrival: Arrival, own: ImageRecord): Promise<ImageRecord> {
  const end = (image: ImageRecord) => {
    const reason = notAnalysedReasonOf(image);
    const outcome = reason === undefined ? ('analysed' as const) : ('not-analysed' as const);
    return { image: own, analyses: own.analyses, outcome, reason };
  };
  await deps.trail.ended(arrival, end(own));
  const image = await deps.results.joinImage(own);
  if (notAnalysedReasonOf(image) !== notAnalysedReasonOf(own)) await deps.trail.ended(arrival, end(image));
  return image;
}

/**
 * Adds an image's result to its study; the audit log has every part first. The worklist is updated after the
 * study, and the arrival's outcome is written last: anything with an outcome is visible. Repeated or
 * concurrent calls produce the same records.
 */
export function createRecordImage(deps: RecordImageDeps): Steps['recordImage'] {
  return async (input) => {
    const arrival = await deps.arrivals.read(input.arrivalId);
    if (!arrival) throw new Error(`arrival ${input.arrivalId} has no record`);
    const stored = await storedImage(deps.images, input.imageId);
    const looked = { analyses: await analysesOf(deps, input), unrouted: input.reason };
    const own = recordOf(stored, looked, deps.policy, arrival.receivedAt, deps.now());
    const image = await joinRecorded(deps, arrival, own);
    const study = await mergeStudy(deps, image);
    const reason = notAnalysedReasonOf(image);
    const recorded: Recorded = {
      outcome: reason === undefined ? 'analysed' : 'not-analysed',
      studyId: study.studyId,
      studyVersion: study.version,
    };
    await deps.arrivals.recordOutcome({
      schemaVersion: 1,
      arrivalId: input.arrivalId,
      ...recorded,
      imageId: input.imageId,
      ...(reason === undefined ? {} : { reason }),
      finishedAt: deps.now(),
    });
    return recorded;
  };
}
