import { z } from 'zod';
import { type StudyVersion, studyVersionSchema } from '../studyRecord';
import { listPatchShape, patchedLists, patchLists } from './versionLists';
import { versionSha256 } from './versionSha256';

/**
 * `results/studies/{studyId}/v{n}.json`: what makes version n of a study, written once. It is the difference to
 * version n - 1; every so often a whole version.
 */
export const versionChangeSchema = studyVersionSchema
  .pick({
    schemaVersion: true,
    studyId: true,
    version: true,
    recordedAt: true,
    receivedAt: true,
    dueAt: true,
  })
  .extend({
    ...listPatchShape,
    /** Of the version that it makes, as in its decision. */
    versionSha256: z.string(),
    /** Of the settings by which the version was decided. */
    settingsSha256: z.string(),
  });

export type VersionChange = z.infer<typeof versionChangeSchema>;

/** A change that does not make the version that it says, or not from this one. */
export class VersionChainError extends Error {
  override readonly name = 'VersionChainError';
}

/** The first of so many versions is kept whole, so that reading one takes no more blobs than that. */
const wholeEvery = 16;

export function isWhole(version: number): boolean {
  return (version - 1) % wholeEvery === 0;
}

/** The versions whose changes make version n, in their order. The first of them is whole. */
export function versionsBehind(version: number): number[] {
  const first = version - ((version - 1) % wholeEvery);
  return Array.from({ length: version - first + 1 }, (_, index) => first + index);
}

/** What a change starts from: the version before, or nothing if it is whole. */
function startOf(version: number, before: StudyVersion | undefined): StudyVersion | undefined {
  if (isWhole(version)) return undefined;
  if (before?.version !== version - 1) throw new VersionChainError(`version ${version} follows another one`);
  return before;
}

/** @param before the version before, if there is one */
export function changeTo(
  version: StudyVersion,
  before: StudyVersion | undefined,
  settingsSha256: string,
): VersionChange {
  const { supersedes: _, ...facts } = version;
  return {
    ...facts,
    ...patchLists(startOf(version.version, before), version),
    versionSha256: versionSha256(version),
    settingsSha256,
  };
}

/**
 * The version that a change makes.
 *
 * @param before the version before; not needed for a whole one
 * @throws VersionChainError
 */
export function versionBy(change: VersionChange, before: StudyVersion | undefined): StudyVersion {
  const { versionSha256: sha256, settingsSha256: _, ...facts } = change;
  const version: StudyVersion = {
    ...facts,
    ...(facts.version > 1 ? { supersedes: facts.version - 1 } : {}),
    ...patchedLists(startOf(change.version, before), change),
  };
  if (versionSha256(version) !== sha256)
    throw new VersionChainError(`version ${version.version} is not what its change says`);
  return version;
}

/** @param changes those of `versionsBehind`, in their order. @throws VersionChainError */
export function versionByAll(changes: readonly VersionChange[]): StudyVersion {
  const version = changes.reduce<StudyVersion | undefined>(
    (before, change) => versionBy(change, before),
    undefined,
  );
  if (version === undefined) throw new VersionChainError('no change makes no version');
  return version;
}
