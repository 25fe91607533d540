import { z } from 'zod';
import { type StudyVersion, studyRecordSchema } from '../studyRecord';
import { type StoredStudy, storedStudySchema } from './pendingChange';
import { versionsBehind } from './versionChange';
import { listPatchShape, patchedLists, patchLists, type VersionLists } from './versionLists';

/**
 * The record of a study as it lies in `results/studies/{studyId}.json`. Of a large study it holds the difference
 * to an earlier version, which `v{base}.json` holds whole: the record is written with each version.
 */
const packedShape = { ...listPatchShape, base: z.number().int().positive().optional() };

export const packedStudySchema = storedStudySchema.extend(packedShape);
/** For readers, without a pending change. */
export const packedRecordSchema = studyRecordSchema.extend(packedShape);

export type PackedStudy = z.infer<typeof packedStudySchema>;
type PackedRecord = z.infer<typeof packedRecordSchema>;

/** From this many images on a study is large. */
const large = 64;

/** The version to which the record of a study is stored as the difference, if it is large. */
export function baseOf({ version, images, objects, setAside }: StudyVersion): number | undefined {
  return images.length + objects.length + setAside.length < large ? undefined : versionsBehind(version)[0];
}

/** @param base that version */
export function packedStudy(study: StoredStudy, base: StudyVersion | undefined): PackedStudy {
  return { ...study, ...patchLists(base, study), ...(base === undefined ? {} : { base: base.version }) };
}

/** @throws RangeError if it is the difference to another version */
export function unpackedStudy<P extends PackedRecord>(
  { base, images, objects, setAside, decision, ...rest }: P,
  wanted: StudyVersion | undefined,
): Omit<P, 'base' | keyof VersionLists> & VersionLists {
  if (base !== wanted?.version) throw new RangeError(`the record is the difference to version ${base}`);
  return { ...rest, ...patchedLists(wanted, { images, objects, setAside, decision }) };
}
