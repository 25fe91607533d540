import type { NotAnalysedReason } from '../reasons/notAnalysedReason';
import type { ImageDescription } from './imageDescription';

/** Why there is no picture to look at; undefined if there is one. */
export function withoutPicture({
  frames,
  video,
}: Pick<ImageDescription, 'frames' | 'video'>):
  | Extract<NotAnalysedReason, 'no-pixel-data' | 'video'>
  | undefined {
  if (frames > 0) return undefined;
  return video === undefined ? 'no-pixel-data' : 'video';
}
