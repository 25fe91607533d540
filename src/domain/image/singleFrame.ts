import type { ImageDescription } from './imageDescription';

/**
 * One frame as an image of its own.
 *
 * @param pixels all frames, see `imageDescriptionSchema`
 * @param frame from 0
 */
export function singleFrame(
  { perFrame, ...description }: ImageDescription,
  pixels: Uint8Array,
  frame: number,
): { description: ImageDescription; pixels: Uint8Array } {
  const bytes = pixels.length / description.frames;
  return {
    description: { ...description, ...perFrame?.[frame], frames: 1 },
    pixels: pixels.subarray(frame * bytes, (frame + 1) * bytes),
  };
}
