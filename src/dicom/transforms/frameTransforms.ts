import type { ImageDescription } from '../../domain/image/imageDescription';
import type { Notes } from '../notes';
import type { DataSet } from '../parsing/dataSet';
import { tags } from '../tags';
import { type GreyTransforms, readGreyTransforms, type StoredGrey } from './greyTransforms';

type PerFrame = NonNullable<ImageDescription['perFrame']>;

/**
 * Grey transforms of an image and of its frames: enhanced multi-frame objects keep them in functional groups
 * (PS3.3 C.7.6.16), shared by all frames or one per frame; other objects keep them at the top level.
 */
export function readFrameTransforms(
  dataSet: DataSet,
  stored: StoredGrey,
  frames: number,
  notes: Notes,
): GreyTransforms & { perFrame?: PerFrame } {
  const top = readGreyTransforms(dataSet, stored, notes);
  const shared = overlay(top, dataSet.items(tags.sharedFunctionalGroups)[0], stored, notes);
  const groups = perFrameGroupsOf(dataSet, frames, notes);
  if (groups.length === 0) return shared;
  const perFrame = groups.map((group) => {
    const { modalityTransform, windows } = overlay(shared, group, stored, notes);
    return { modalityTransform, windows };
  });
  const first = JSON.stringify(perFrame[0]);
  if (perFrame.every((frame) => JSON.stringify(frame) === first)) return { ...shared, ...perFrame[0] };
  notes.add('per-frame-transforms');
  return { ...shared, ...perFrame[0], perFrame };
}

/** The functional groups of each frame; none if there is not one for each. */
export function perFrameGroupsOf(dataSet: DataSet, frames: number, notes: Notes): DataSet[] {
  const groups = dataSet.items(tags.perFrameFunctionalGroups);
  if (groups.length === 0 || groups.length === frames) return groups;
  notes.add('per-frame-count');
  return [];
}

function overlay(
  base: GreyTransforms,
  group: DataSet | undefined,
  stored: StoredGrey,
  notes: Notes,
): GreyTransforms {
  const values = group?.items(tags.pixelValueTransformationSequence)[0];
  const voi = group?.items(tags.frameVoiLutSequence)[0];
  return {
    modalityTransform:
      values === undefined
        ? base.modalityTransform
        : readGreyTransforms(values, stored, notes).modalityTransform,
    windows: voi === undefined ? base.windows : readGreyTransforms(voi, stored, notes).windows,
    voiTables: base.voiTables,
  };
}
