import { listPatchSchema, patchBetween, patched } from '../../kernel/listPatch';
import { setAsideSchema } from '../images/arrangementSchema';
import { studyImageSchema } from '../images/imageRecord';
import { decisionSchema, reasonSchema, type StudyVersion } from '../studyRecord';

/** What of a version grows with its images. */
export type VersionLists = Pick<StudyVersion, 'images' | 'objects' | 'setAside' | 'decision'>;

/** The same as differences to the lists of an earlier version, or to nothing. */
export const listPatchShape = {
  images: listPatchSchema(studyImageSchema),
  objects: listPatchSchema(studyImageSchema),
  setAside: listPatchSchema(setAsideSchema),
  decision: decisionSchema.extend({ reasons: listPatchSchema(reasonSchema) }),
};

type Start = Pick<VersionLists, 'images' | 'objects' | 'setAside'> & {
  readonly decision: Pick<VersionLists['decision'], 'reasons'>;
};

const nothing: Start = { images: [], objects: [], setAside: [], decision: { reasons: [] } };

/** @param start undefined: nothing */
export function patchLists(start: Start = nothing, { images, objects, setAside, decision }: VersionLists) {
  return {
    images: patchBetween(start.images, images),
    objects: patchBetween(start.objects, objects),
    setAside: patchBetween(start.setAside, setAside),
    decision: { ...decision, reasons: patchBetween(start.decision.reasons, decision.reasons) },
  };
}

export type ListPatches = ReturnType<typeof patchLists>;

/** @throws RangeError if they are the differences to other lists */
export function patchedLists(
  start: Start = nothing,
  { images, objects, setAside, decision }: ListPatches,
): VersionLists {
  return {
    images: patched(start.images, images),
    objects: patched(start.objects, objects),
    setAside: patched(start.setAside, setAside),
    decision: { ...decision, reasons: patched(start.decision.reasons, decision.reasons) },
  };
}
