/** Ratios beyond these come from no scanner; drawn in them, a picture would be a line. */
export const greatestAspect = 100;

/** Whether pixels of this height and width, in any unit, can be drawn. */
export function isUsableAspect(height: number, width: number): boolean {
  const aspect = height / width;
  return height > 0 && width > 0 && aspect >= 1 / greatestAspect && aspect <= greatestAspect;
}

/** The height of a frame's pixels divided by their width. @param frame from 0 */
export function aspectOf({ pixelAspect }: { readonly pixelAspect?: readonly number[] }, frame = 0): number {
  return pixelAspect?.[frame] ?? pixelAspect?.[0] ?? 1;
}

/** The sides of a pixel, in units of the shorter one. */
export function pixelSides({ pixelAspect = 1 }: { readonly pixelAspect?: number | undefined }): {
  width: number;
  height: number;
} {
  return { width: Math.max(1, 1 / pixelAspect), height: Math.max(1, pixelAspect) };
}
