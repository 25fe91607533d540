import type { InstanceIdentity } from '../../domain/image/imageDescription';
import type { Actor } from '../../domain/kernel/actor';
import { dicomDay } from '../../domain/kernel/dicomTime';
import { namingImages } from '../../domain/study/images/arrangement';
import { compareTaken, joinIdentities, mayBeSamePerson } from '../../domain/study/patient/patient';
import type { StudyRecord } from '../../domain/study/studyRecord';
import { type PriorView, shownPatientSchema } from '../../domain/study/view/studyView';
import { createLookUpIdentity, identitiesOf, type LookUpIdentityDeps } from './lookUpIdentity';

export interface FindPriorsDeps extends LookUpIdentityDeps {
  readonly identity: LookUpIdentityDeps['identity'] & {
    /** Pseudonyms of the patients whom these images name. */
    patientsOf(studyId: string, imageIds: readonly string[]): Promise<string[]>;
    studiesOfPatient(pseudonym: string): Promise<string[]>;
  };
}

/** More than anybody compares side by side. */
export const maxPriors = 50;

const earlierStudy = 'review: earlier study of the same patient';

interface Known {
  readonly study: StudyRecord;
  readonly receivedAt: string;
  readonly identity: InstanceIdentity;
}

/**
 * Earlier studies of the same patient, newest first. A study of the same instant counts as earlier, so that
 * it is not missed. Finding them reveals the patient of each, which is recorded first. A study whose images
 * name several patients has no priors and is nobody's prior.
 *
 * @returns undefined if there is no such study
 */
export function createFindPriors(deps: FindPriorsDeps) {
  const lookUpIdentity = createLookUpIdentity(deps);
  const look = async (studyId: string, actor: Actor, purpose: string): Promise<Known | undefined> => {
    const study = await deps.results.study(studyId);
    const identities = study && (await lookUpIdentity(studyId, actor, purpose));
    if (!study || !identities) return undefined;
    return {
      study,
      receivedAt: study.receivedAt,
      identity: joinIdentities(identities).identity,
    };
  };
  return async (studyId: string, actor: Actor): Promise<PriorView[] | undefined> => {
    const own = await look(studyId, actor, 'review');
    if (own === undefined) return undefined;
    const [patient, ...others] = await patientsIn(deps, own.study);
    if (patient === undefined || others.length > 0) return [];
    const candidates = await candidatesOf(deps, studyId, patient);
    const looked = await Promise.all(candidates.map((id) => look(id, actor, earlierStudy)));
    return earlierOf(own, looked)
      .sort((a, b) => compareTaken(b, a) || (a.study.studyId < b.study.studyId ? -1 : 1))
      .map(viewOf);
  };
}

function earlierOf(own: Known, looked: readonly (Known | undefined)[]): Known[] {
  return looked
    .filter((one) => one !== undefined)
    .filter((one) => mayBeSamePerson(one.identity, own.identity) && compareTaken(one, own) <= 0);
}

/**
 * How many earlier studies `createFindPriors` would find. It tells of nobody who they are, so it is no look that is
 * recorded.
 *
 * @returns undefined if there is no such study
 */
export function createCountPriors(deps: Pick<FindPriorsDeps, 'identity' | 'results'>) {
  const read = async (studyId: string): Promise<Known | undefined> => {
    const study = await deps.results.study(studyId);
    if (study === undefined) return undefined;
    const { identity } = joinIdentities(await identitiesOf(deps, studyId));
    return { study, receivedAt: study.receivedAt, identity };
  };
  return async (studyId: string): Promise<number | undefined> => {
    const own = await read(studyId);
    if (own === undefined) return undefined;
    const [patient, ...others] = await patientsIn(deps, own.study);
    if (patient === undefined || others.length > 0) return 0;
    const candidates = await candidatesOf(deps, studyId, patient);
    return earlierOf(own, await Promise.all(candidates.map(read))).length;
  };
}

/** The index also has whom a superseded version named, which no longer counts. */
function patientsIn({ identity }: Pick<FindPriorsDeps, 'identity'>, study: StudyRecord): Promise<string[]> {
  return identity.patientsOf(
    study.studyId,
    namingImages(study).map(({ imageId }) => imageId),
  );
}

/** Other studies of this patient and of nobody else; only the latest, if there are very many. */
async function candidatesOf(
  deps: Pick<FindPriorsDeps, 'identity' | 'results'>,
  studyId: string,
  patient: string,
): Promise<string[]> {
  const { identity, results } = deps;
  const found: { id: string; receivedAt: string }[] = [];
  for (const id of await identity.studiesOfPatient(patient)) {
    if (id === studyId) continue;
    const study = await results.study(id);
    const [named, ...others] = study ? await patientsIn(deps, study) : [];
    if (study && named === patient && others.length === 0) found.push({ id, receivedAt: study.receivedAt });
  }
  found.sort((a, b) => Date.parse(b.receivedAt) - Date.parse(a.receivedAt));
  return found.slice(0, maxPriors).map(({ id }) => id);
}

function viewOf({ study, identity }: Known): PriorView {
  const { studyId, receivedAt, images, objects } = study;
  const says = [...images, ...objects];
  const modality = says.find((image) => image.modality !== undefined)?.modality;
  const bodyPart = says.find((image) => image.bodyPart !== undefined)?.bodyPart;
  const studyDate = dicomDay(identity.studyDate) ?? identity.studyDate;
  return {
    studyId,
    receivedAt,
    ...shownPatientSchema.parse(identity),
    ...(studyDate === undefined ? {} : { studyDate }),
    ...(modality === undefined ? {} : { modality }),
    ...(bodyPart === undefined ? {} : { bodyPart }),
    images: images.map(({ imageId, frames, ...said }) => ({
      imageId,
      frames,
      ...known('modality', said.modality),
      ...known('view', said.view),
      ...known('laterality', said.laterality),
      ...known('seriesId', said.seriesId),
      ...known('position', said.position),
    })),
  };
}

function known<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}
