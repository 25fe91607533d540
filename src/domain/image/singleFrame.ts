import type { ImageDescription } from './imageDescription';
import { aspectOf } from './pixelAspect';

/** What one frame is, as an image of its own. @param frame from 0 */
export function frameDescription(
  { perFrame, pixelAspect, codedFrames: _, ...description }: ImageDescription,
  frame: number,
): ImageDescription {
  const shape = pixelAspect === undefined ? {} : { pixelAspect: [aspectOf({ pixelAspect }, frame)] };
  return { ...description, ...perFrame?.[frame], ...shape, frames: 1 };
}

/** How many frames the pixels are of. */
export function framesInPixels({ frames, codedFrames }: ImageDescription): number {
  return codedFrames === undefined ? frames : 1;
}

/**
 * One frame as an image of its own.
 *
 * @param pixels of all frames that are decoded, see `imageDescriptionSchema`
 * @param frame from 0; one of those
 */
export function singleFrame(
  image: ImageDescription,
  pixels: Uint8Array,
  frame: number,
): { description: ImageDescription; pixels: Uint8Array } {
  const bytes = pixels.length / framesInPixels(image);
  return {
    description: frameDescription(image, frame),
    pixels: pixels.subarray(frame * bytes, (frame + 1) * bytes),
  };
}
