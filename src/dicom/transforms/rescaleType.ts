import { readCode } from '../attributes';
import type { Notes } from '../notes';
import type { DataSet } from '../parsing/dataSet';
import { tags } from '../tags';
import { perFrameGroupsOf } from './frameTransforms';

/**
 * Rescale Type (PS3.3 C.11.1.1.2), at the top level or in the functional groups. It only names a unit, so one that
 * cannot be read is left out.
 *
 * @returns undefined if frames differ
 */
export function readRescaleType(dataSet: DataSet, frames: number, notes: Notes): string | undefined {
  const [shared] = dataSet.items(tags.sharedFunctionalGroups);
  const common = typeIn(shared?.items(tags.pixelValueTransformationSequence)[0]) ?? typeIn(dataSet);
  const [first, ...others] = perFrameGroupsOf(dataSet, frames, notes).map(
    (group) => typeIn(group.items(tags.pixelValueTransformationSequence)[0]) ?? common,
  );
  if (others.some((other) => other !== first)) return undefined;
  return first ?? common;
}

function typeIn(dataSet: DataSet | undefined): string | undefined {
  const element = dataSet?.get(tags.rescaleType);
  if (dataSet === undefined || element === undefined || (element.vr ?? 'LO') !== 'LO' || element.length > 64)
    return undefined;
  const code = readCode(dataSet, tags.rescaleType);
  return /^[A-Z0-9_]{1,16}$/.test(code ?? '') ? code : undefined;
}
