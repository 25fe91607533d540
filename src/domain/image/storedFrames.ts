import { z } from 'zod';

/**
 * Of an image of several frames: how many bytes each has in the blob that holds them one behind the other, and
 * their SHA-256. So one frame is fetched, and checked, without the others.
 */
export const storedFramesSchema = z.array(
  z.object({ bytes: z.number().int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
);

export type StoredFrames = readonly Readonly<z.infer<typeof storedFramesSchema>[number]>[];

/** Part of a blob. */
export interface Part {
  /** In bytes. */
  readonly offset: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** Where a frame lies. @param frame from 0 @throws RangeError if there is no such frame */
export function placeOf(frames: StoredFrames, frame: number): Part {
  const found = frames[frame];
  if (found === undefined) throw new RangeError(`frame ${frame} of ${frames.length}`);
  const offset = frames.slice(0, frame).reduce((sum, { bytes }) => sum + bytes, 0);
  return { offset, ...found };
}
