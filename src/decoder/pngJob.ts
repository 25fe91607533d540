import { z } from 'zod';
import type { ImageDescription } from '../domain/image/imageDescription';
import { reducedSide } from '../domain/image/reduction';
import type { Job, JobRunner } from './work';

const answerSchema = z.strictObject({ pngBytes: z.number().int().positive() });

/** A PNG of noise is slightly larger than its samples, and one with few samples is little more than its headers. */
function maxPngBytes({ rows, columns, reduction }: ImageDescription): number {
  return 1024 + 2 * reducedSide(rows, reduction) * reducedSide(columns, reduction);
}

/** The display picture of an image of one frame as a grey PNG, one sample per pixel whatever the pixels' shape. */
export function pngJob(image: ImageDescription, pixels: Uint8Array): Job<Uint8Array> {
  const { pixelAspect: _, ...description } = image;
  return {
    request: { kind: 'render-png', description },
    bytes: pixels,
    expect: (json) => {
      const { pngBytes } = answerSchema.parse(json);
      if (pngBytes > maxPngBytes(description)) throw new RangeError('a picture larger than its samples');
      return { sizes: [pngBytes], finish: ([png]) => png as Uint8Array };
    },
  };
}

/**
 * Makes display pictures in decoding processes, not because they are dangerous but because they would block
 * the host: for a second if the picture has a hundred megapixels.
 *
 * The renderer throws RefusedError `timeout`, `memory-exceeded` or `decoder-crashed`, and
 * DecoderUnavailableError if no process was available.
 */
export function pngRenderer(decoder: JobRunner) {
  return (description: ImageDescription, pixels: Uint8Array): Promise<Uint8Array> =>
    decoder.run(pngJob(description, pixels));
}
