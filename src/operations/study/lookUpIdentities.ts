import { randomUUID } from 'node:crypto';
import type { InstanceIdentity } from '../../domain/image/imageDescription';
import type { Actor } from '../../domain/kernel/actor';
import { ChangedOutsideError } from '../../domain/kernel/sealing/changedOutside';
import { commitmentOf, sha256OfJson } from '../../domain/kernel/sealing/commitment';
import { namingImages } from '../../domain/study/images/arrangement';
import { type RowIdentity, rowIdentityOf } from '../../domain/study/patient/rowIdentity';
import type { ReadingWatch } from '../audit/watchReading';
import { inTurns } from '../inTurns';
import type { AuditPort, Clock, ResultsPort } from '../ports';

export interface LookUpIdentitiesDeps {
  readonly identity: {
    knownSalt(studyId: string): Promise<string | undefined>;
    identities(studyId: string, imageIds: readonly string[]): Promise<ReadonlyMap<string, InstanceIdentity>>;
  };
  readonly audit: AuditPort;
  readonly results: Pick<ResultsPort, 'study'>;
  readonly watch: ReadingWatch;
  /** Told of a study whose identity was changed outside the app: it is left out. */
  readonly noteChangedOutside: (error: ChangedOutsideError) => Promise<void>;
  readonly now: Clock;
}

/** A line names one patient; images that name another are an alert on it. So few images are enough. */
const imagesRead = 3;

/** Studies that are read at the same time. */
const atOnce = 16;

/**
 * Whom the studies on a screen of the worklist show: one look, which is recorded with all of these studies before
 * anything is read. What is not there, or was changed outside the app, is left out.
 */
export type LookUpIdentities = (studyIds: readonly string[], actor: Actor) => Promise<RowIdentity[]>;

export function createLookUpIdentities(deps: LookUpIdentitiesDeps): LookUpIdentities {
  return async (studyIds, actor) => {
    const studies = await knownStudies(deps, [...new Set(studyIds)]);
    if (studies.length === 0) return [];
    await deps.audit.record({
      schemaVersion: 1,
      type: 'identity-list',
      eventId: sha256OfJson(['identity-list', randomUUID()]),
      at: deps.now(),
      actor,
      studies: studies.map(({ commitment }) => commitment),
    });
    for (const { studyId } of studies) await deps.watch('identities', studyId, actor);
    const rows = await inTurns(atOnce, studies, ({ studyId }) =>
      unlessChanged(deps, () => identityOf(deps, studyId)),
    );
    return rows.filter((row) => row !== undefined);
  };
}

interface KnownStudy {
  readonly studyId: string;
  readonly commitment: string;
}

async function knownStudies(deps: LookUpIdentitiesDeps, studyIds: readonly string[]): Promise<KnownStudy[]> {
  const salts = await inTurns(atOnce, studyIds, (studyId) =>
    unlessChanged(deps, () => deps.identity.knownSalt(studyId)),
  );
  return studyIds.flatMap((studyId, at) => {
    const salt = salts[at];
    return salt === undefined ? [] : [{ studyId, commitment: commitmentOf(salt, 'study', studyId) }];
  });
}

async function identityOf(
  { identity, results }: LookUpIdentitiesDeps,
  studyId: string,
): Promise<RowIdentity | undefined> {
  const study = await results.study(studyId);
  if (study === undefined) return undefined;
  const naming = namingImages(study).slice(0, imagesRead);
  const imageIds = naming.map(({ imageId }) => imageId);
  const found = await identity.identities(studyId, imageIds);
  return rowIdentityOf(
    studyId,
    imageIds.flatMap((imageId) => found.get(imageId) ?? []),
  );
}

/** One study that was changed must not hide the others. */
async function unlessChanged<T>(
  { noteChangedOutside }: LookUpIdentitiesDeps,
  read: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ChangedOutsideError)) throw error;
    await noteChangedOutside(error);
    return undefined;
  }
}
