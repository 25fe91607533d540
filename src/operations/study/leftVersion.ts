import { type StudyRecord, type StudyVersion, versionOf } from '../../domain/study/studyRecord';
import { VersionChainError, type VersionChange, versionBy } from '../../domain/study/versions/versionChange';
import type { IdentityPort } from '../ports';

/** The version that a change makes; undefined if it does not follow from the version before. */
function versionAfter(before: StudyVersion | undefined, change: VersionChange): StudyVersion | undefined {
  try {
    return versionBy(change, before);
  } catch (error) {
    if (error instanceof VersionChainError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * Tells whether a stored version was left by a study that was erased while its writer was stopped, and is in the way
 * of the study that was made anew since: the images that it adds name nobody there any more, or it was made before
 * the version that it should follow.
 */
export function createIsLeft(identity: Pick<IdentityPort, 'imageIds'>) {
  return async (made: VersionChange, before: StudyVersion | undefined): Promise<boolean> => {
    const held = new Set(await identity.imageIds(made.studyId));
    const { images, objects, setAside } = made;
    const patches = [...images, ...objects, ...setAside];
    if (patches.some((one) => 'imageId' in one && !held.has(one.imageId))) return true;
    if (before === undefined || versionAfter(before, made) !== undefined) return false;
    return Date.parse(made.recordedAt) < Date.parse(before.recordedAt);
  };
}

export interface RemoveLeftDeps {
  readonly results: {
    versionNumbers(studyId: string): Promise<number[]>;
    versionChange(studyId: string, version: number): Promise<VersionChange | undefined>;
    study(studyId: string): Promise<StudyRecord | undefined>;
    removeVersion(change: VersionChange): Promise<void>;
  };
  readonly identity: Pick<IdentityPort, 'imageIds'>;
  readonly erase: {
    /** @returns false if there is a study */
    removeLeftVersions(studyId: string): Promise<boolean>;
  };
}

/**
 * Removes what a writer left of a study that was erased and whose process was killed, whether or not the study was made
 * anew since. A writer makes a version once the study shows the one before: so of what is listed before the study is read,
 * nothing but the next version can be its own.
 */
export function createRemoveLeft({ results, identity, erase }: RemoveLeftDeps) {
  const isLeft = createIsLeft(identity);
  return async (studyId: string): Promise<void> => {
    if (await erase.removeLeftVersions(studyId)) return;
    const numbers = await results.versionNumbers(studyId);
    const study = await results.study(studyId);
    const next = (study?.version ?? 0) + 1;
    for (const number of numbers.filter((one) => one >= next)) {
      const made = await results.versionChange(studyId, number);
      if (made === undefined) continue;
      if (number > next || (await isLeft(made, study && versionOf(study)))) await results.removeVersion(made);
    }
  };
}
