import type { ImageDescription } from './imageDescription';
import { aspectOf } from './pixelAspect';

/**
 * One frame as an image of its own.
 *
 * @param pixels all frames, see `imageDescriptionSchema`
 * @param frame from 0
 */
export function singleFrame(
  { perFrame, pixelAspect, ...description }: ImageDescription,
  pixels: Uint8Array,
  frame: number,
): { description: ImageDescription; pixels: Uint8Array } {
  const bytes = pixels.length / description.frames;
  const shape = pixelAspect === undefined ? {} : { pixelAspect: [aspectOf({ pixelAspect }, frame)] };
  return {
    description: { ...description, ...perFrame?.[frame], ...shape, frames: 1 },
    pixels: pixels.subarray(frame * bytes, (frame + 1) * bytes),
  };
}
