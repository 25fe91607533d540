import type { StepOutput, Steps } from '../contract/steps';
import { sourceOf } from '../domain/accounting/ledger';
import type { Arrival } from '../domain/intake/arrival';
import { sourceIdOf } from '../domain/kernel/identifiers/ids';
import { type FileVisitDeps, visitFile } from '../operations/images/fileVisit';
import { lookAtImage, nothingFound } from '../operations/images/lookAtImage';
import { createRecordImage, type RecordImageDeps } from '../operations/images/recordImage';
import { type Admission, type AdmitFileDeps, createAdmitFile } from '../operations/intake/admitFile';
import { routeStored } from '../operations/models/routeStored';
import type { EnsureOutputs } from '../operations/outputs/ensureOutputs';
import type { ArrivalsPort, IdentityPort, ImagesPort, ModelsPort } from '../operations/ports';
import type { EnsureReview } from '../operations/study/ensureReview';
import type { StudyWriter } from '../operations/study/studyWriter';

export interface TriageFileDeps extends AdmitFileDeps, FileVisitDeps, RecordImageDeps {
  readonly arrivals: ArrivalsPort;
  readonly images: ImagesPort;
  readonly models: ModelsPort;
  readonly studies: Pick<StudyWriter, 'addImage' | 'expectImage'>;
  readonly ensureReview: EnsureReview;
  /** Sends other systems what they are to have of a study. */
  readonly ensureOutputs: EnsureOutputs;
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
    const arrival = await deps.arrivals.begin(arrivalId);
    if (!arrival) throw new Error(`arrival ${arrivalId} has no record`);
    const admission = await admit(arrival);
    if (admission.outcome !== 'admitted') return admission;
    const { studyId, imageId } = admission.stored;
    const isAdded = deps.studies.expectImage(studyId, imageId);
    // Models look meanwhile. Whoever awaits it is told of a failure.
    const held = deps.identity.hold(studyId);
    held.catch(() => undefined);
    try {
      return await triage(deps, record, arrival, { ...admission, held });
    } finally {
      await held.then(({ release }) => release()).catch(() => undefined);
      isAdded();
    }
  };
}

type Admitted = Admission & {
  readonly outcome: 'admitted';
  /** The study's salt. */
  readonly held: ReturnType<IdentityPort['hold']>;
};

async function triage(
  deps: TriageFileDeps,
  record: ReturnType<typeof createRecordImage>,
  arrival: Arrival,
  { stored, image, size, identity, prepared, held }: Admitted,
): Promise<StepOutput<'triageFile'>> {
  const { imageId, studyId } = stored;
  const folder = sourceOf(arrival.name);
  const { studyDate, takenDate, patientBirthDate } = image.identity;
  const { models, shadow = [], reason } = await routeStored(deps.models, stored);
  const found =
    stored.frames > 0 ? await lookAtImage(visitFile(deps, image), { models, preview: true }) : nothingFound;
  const { wakesReview, isNew, study, ...recorded } = await record({
    arrival,
    stored,
    source: folder === '' ? undefined : sourceIdOf(deps.siteKey, folder),
    dates: { studyDate, takenDate, patientBirthDate },
    size,
    identity,
    prepared: await prepared.withPictures(found.preview, found.pictures),
    found,
    reason,
    isFirst: (await held).isNew,
    hasShadow: shadow.length > 0,
  });
  // Each look at a review puts outputs on their way too.
  if (wakesReview) await deps.ensureReview({ studyId, isNew });
  else await deps.ensureOutputs(study);
  return { ...recorded, imageId, ...(shadow.length === 0 ? {} : { shadow }) };
}
