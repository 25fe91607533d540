import type { ImageDescription } from '../../domain/image/imageDescription';
import type { Notes } from '../notes';
import type { DataSet } from '../parsing/dataSet';
import { tags } from '../tags';
import { type GreyTransforms, readGreyTransforms } from './greyTransforms';

type PerFrame = NonNullable<ImageDescription['perFrame']>;

/**
 * Grey transforms of an image and of its frames: enhanced multi-frame objects keep them in functional groups
 * (PS3.3 C.7.6.16), shared by all frames or one per frame; other objects keep them at the top level.
 */
export function readFrameTransforms(
  dataSet: DataSet,
  signed: boolean,
  frames: number,
  notes: Notes,
): GreyTransforms & { perFrame?: PerFrame } {
  const top = readGreyTransforms(dataSet, signed, notes);
  const shared = overlay(top, dataSet.items(tags.sharedFunctionalGroups)[0], signed, notes);
  const groups = dataSet.items(tags.perFrameFunctionalGroups);
  if (groups.length === 0) return shared;
  if (groups.length !== frames) {
    notes.add('per-frame-count');
    return shared;
  }
  const perFrame = groups.map((group) => {
    const { modalityTransform, windows } = overlay(shared, group, signed, notes);
    return { modalityTransform, windows };
  });
  const first = JSON.stringify(perFrame[0]);
  if (perFrame.every((frame) => JSON.stringify(frame) === first)) return { ...shared, ...perFrame[0] };
  notes.add('per-frame-transforms');
  return { ...shared, ...perFrame[0], perFrame };
}

function overlay(
  base: GreyTransforms,
  group: DataSet | undefined,
  signed: boolean,
  notes: Notes,
): GreyTransforms {
  const values = group?.items(tags.pixelValueTransformationSequence)[0];
  const voi = group?.items(tags.frameVoiLutSequence)[0];
  return {
    modalityTransform:
      values === undefined
        ? base.modalityTransform
        : readGreyTransforms(values, signed, notes).modalityTransform,
    windows: voi === undefined ? base.windows : readGreyTransforms(voi, signed, notes).windows,
    voiTables: base.voiTables,
  };
}
