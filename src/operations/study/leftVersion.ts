import type { StudyVersion } from '../../domain/study/studyRecord';
import { VersionChainError, type VersionChange, versionBy } from '../../domain/study/versionChange';
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
