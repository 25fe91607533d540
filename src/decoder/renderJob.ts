import { z } from 'zod';
import type { ImageDescription } from '../domain/image/imageDescription';
import { type Rendering, renderedPlace } from '../domain/image/rendering';
import type { Job, JobRunner } from './work';

const answerSchema = z.strictObject({ fileBytes: z.number().int().positive() });

/** A file of noise is slightly larger than its samples, and one with few samples is little more than its headers. */
function mostBytes(description: ImageDescription, { viewport }: Rendering): number {
  const { width, height } = renderedPlace(description, viewport) ?? { width: 0, height: 0 };
  return 4096 + 2 * 3 * width * height;
}

function renderJob(description: ImageDescription, pixels: Uint8Array, rendering: Rendering): Job<Uint8Array> {
  return {
    request: { kind: 'render-picture', description, rendering },
    bytes: pixels,
    expect: (json) => {
      const { fileBytes } = answerSchema.parse(json);
      if (fileBytes > mostBytes(description, rendering))
        throw new RangeError('a picture larger than its samples');
      return { sizes: [fileBytes], finish: ([file]) => file as Uint8Array };
    },
  };
}

/** Renders frames in decoding processes, for the reason and with the refusals of `pngRenderer`. */
export function pictureRenderer(decoder: JobRunner) {
  return (description: ImageDescription, pixels: Uint8Array, rendering: Rendering): Promise<Uint8Array> =>
    decoder.run(renderJob(description, pixels, rendering));
}
