import { RefusedError } from '../../domain/reasons/refusals';
import type { Notes } from '../notes';
import { formatTag } from '../parsing/dataSet';
import { tags } from '../tags';

/**
 * Notes pixel bytes behind the frames that are stated. A whole further frame of them is no padding, not even if all
 * its bytes are the same: Number of Frames, or what the size of a frame follows from, is missing or wrong.
 *
 * @param size of the stated frames in bytes
 * @throws RefusedError `inconsistent-attributes`, see `severalFrames`
 */
export function noteSurplus(stored: Uint8Array, size: number, frames: number, notes: Notes): void {
  if (stored.length <= size) return;
  const frameSize = size / frames;
  if (stored.length - size >= frameSize) throw severalFrames(Math.floor(stored.length / frameSize), frames);
  notes.add('pixel-data-padded');
}

/** There are more frames than are stated, PS3.3 C.7.6.6.1.1. */
export function severalFrames(found: number, stated: number): RefusedError {
  return new RefusedError('inconsistent-attributes', {
    tag: formatTag(tags.numberOfFrames),
    value: `${found} pictures instead of ${stated}`,
  });
}
