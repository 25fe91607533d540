import { z } from 'zod';
import { listPatchSchema, patchBetween, patched } from '../kernel/listPatch';
import { setAsideSchema } from './arrangementSchema';
import { studyImageSchema } from './imageRecord';
import { decisionSchema, reasonSchema, type StudyVersion, studyVersionSchema } from './studyRecord';
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
    images: listPatchSchema(studyImageSchema),
    objects: listPatchSchema(studyImageSchema),
    setAside: listPatchSchema(setAsideSchema),
    decision: decisionSchema.extend({ reasons: listPatchSchema(reasonSchema) }),
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

/** The versions whose changes make version n, in their order. */
export function versionsBehind(version: number): number[] {
  const first = version - ((version - 1) % wholeEvery);
  return Array.from({ length: version - first + 1 }, (_, index) => first + index);
}

const nothing = { images: [], objects: [], setAside: [], decision: { reasons: [] } };

/** What a change starts from: the version before, or nothing if it is whole. */
function startOf(version: number, before: StudyVersion | undefined) {
  if ((version - 1) % wholeEvery === 0) return nothing;
  if (before?.version !== version - 1) throw new VersionChainError(`version ${version} follows another one`);
  return before;
}

/** @param before the version before, if there is one */
export function changeTo(
  version: StudyVersion,
  before: StudyVersion | undefined,
  settingsSha256: string,
): VersionChange {
  const { supersedes: _, images, objects, setAside, decision, ...facts } = version;
  const start = startOf(version.version, before);
  return {
    ...facts,
    images: patchBetween(start.images, images),
    objects: patchBetween(start.objects, objects),
    setAside: patchBetween(start.setAside, setAside),
    decision: { ...decision, reasons: patchBetween(start.decision.reasons, decision.reasons) },
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
  const { versionSha256: sha256, settingsSha256: _, images, objects, setAside, decision, ...facts } = change;
  const start = startOf(change.version, before);
  const version: StudyVersion = {
    ...facts,
    ...(facts.version > 1 ? { supersedes: facts.version - 1 } : {}),
    images: patched(start.images, images),
    objects: patched(start.objects, objects),
    setAside: patched(start.setAside, setAside),
    decision: { ...decision, reasons: patched(start.decision.reasons, decision.reasons) },
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
