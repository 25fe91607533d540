import type { StudyVersion } from '../../domain/study/studyRecord';
import { VersionChainError, type VersionChange, versionBy } from '../../domain/study/versions/versionChange';

/** What is stored of one version. */
export interface StoredVersion {
  readonly number: number;
  readonly change: VersionChange;
  /** Undefined if it does not follow from what is stored of the versions before. */
  readonly made: StudyVersion | undefined;
  /** The version that is not stored, if that is why. */
  readonly lacks: number | undefined;
}

/** @param changes by the number of the version under which each is stored */
export function* storedVersions(changes: ReadonlyMap<number, VersionChange>): Generator<StoredVersion> {
  let before: StoredVersion | undefined;
  for (const [number, change] of [...changes].sort(([a], [b]) => a - b)) {
    const isNext = number === 1 || before?.number === number - 1;
    const made = change.version === number ? versionMadeBy(change, before?.made) : undefined;
    const lacks = made === undefined ? (isNext ? before?.lacks : number - 1) : undefined;
    before = { number, change, made, lacks };
    yield before;
  }
}

function versionMadeBy(change: VersionChange, before: StudyVersion | undefined): StudyVersion | undefined {
  try {
    return versionBy(change, before);
  } catch (error) {
    if (error instanceof VersionChainError || error instanceof RangeError) return undefined;
    throw error;
  }
}
