import type { StepOutput, Steps } from '../contract/steps';
import type { ReadImage } from '../domain/image/imageDescription';
import type { StoredImage } from '../domain/image/storedImage';
import type { Arrival } from '../domain/intake/arrival';
import { type FileVisitDeps, visitFile } from '../operations/images/fileVisit';
import { type LookAtImageDeps, lookAtImage } from '../operations/images/lookAtImage';
import { createRecordImage, type RecordImageDeps } from '../operations/images/recordImage';
import { type AdmitFileDeps, createAdmitFile } from '../operations/intake/admitFile';
import { routeStored } from '../operations/models/routeStored';
import type { ArrivalsPort, ImagesPort, ModelsPort } from '../operations/ports';
import type { EnsureReview } from '../operations/study/ensureReview';
import type { StudyWriter } from '../operations/study/studyWriter';

export interface TriageFileDeps extends AdmitFileDeps, FileVisitDeps, LookAtImageDeps, RecordImageDeps {
  readonly arrivals: ArrivalsPort;
  readonly images: ImagesPort;
  readonly models: ModelsPort;
  readonly studies: Pick<StudyWriter, 'addImage' | 'expectImage'>;
  readonly ensureReview: EnsureReview;
}

/**
 * One file, from its bytes to its result: read, stored or refused, shown to the models, recorded, and its study
 * put up for review. It happens in one go and in memory, so that a file that was begun is finished before the
 * next, and nothing is read again that was just written. May run any number of times, and may be stopped
 * anywhere: what it writes is write-once or joined, each after its audit record, the outcome last.
 */
export function createTriageFile(deps: TriageFileDeps): Steps['triageFile'] {
  const admit = createAdmitFile(deps);
  const record = createRecordImage(deps);
  return async ({ arrivalId }) => {
    const arrival = await deps.arrivals.read(arrivalId);
    if (!arrival) throw new Error(`arrival ${arrivalId} has no record`);
    const admission = await admit(arrival);
    if (admission.outcome !== 'admitted') return admission;
    const { stored, image } = admission;
    const isAdded = deps.studies.expectImage(stored.studyId, stored.imageId);
    try {
      return await triage(deps, record, { arrival, stored, image });
    } finally {
      isAdded();
    }
  };
}

interface Admitted {
  readonly arrival: Arrival;
  readonly stored: StoredImage;
  readonly image: ReadImage;
}

async function triage(
  deps: TriageFileDeps,
  record: ReturnType<typeof createRecordImage>,
  { arrival, stored, image }: Admitted,
): Promise<StepOutput<'triageFile'>> {
  const { imageId, studyId } = stored;
  const { models, shadow = [], reason } = await routeStored(deps.models, stored);
  if (stored.frames > 0) await lookAtImage(deps, visitFile(deps, image), { imageId, models, preview: true });
  const { wakesReview, ...recorded } = await record({ arrival, stored, models, reason });
  if (wakesReview) await deps.ensureReview({ studyId });
  return { ...recorded, imageId, ...(shadow.length === 0 ? {} : { shadow }) };
}
