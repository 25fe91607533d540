import { RefusedError } from '../../domain/reasons/refusals';
import type { Notes } from '../notes';
import { formatTag } from '../parsing/dataSet';
import { tags } from '../tags';

/**
 * Notes pixel bytes behind the frames that are stated. A whole further frame of them is no padding, unless all
 * its bytes are the same: then Number of Frames or what the size of a frame follows from is missing or wrong.
 *
 * @param size of the stated frames in bytes
 * @throws RefusedError `inconsistent-attributes` with the number of frames that there are
 */
export function noteSurplus(stored: Uint8Array, size: number, frames: number, notes: Notes): void {
  const rest = stored.subarray(size);
  if (rest.length === 0) return;
  const frameSize = size / frames;
  if (rest.length >= frameSize && rest.some((byte) => byte !== rest[0])) {
    throw severalFrames(Math.floor(stored.length / frameSize));
  }
  notes.add('pixel-data-padded');
}

/** There are more frames than are stated. @param found how many there are */
export function severalFrames(found: number): RefusedError {
  return new RefusedError('inconsistent-attributes', { tag: formatTag(tags.numberOfFrames), value: found });
}
