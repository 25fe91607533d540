import type { AnalyseImageDeps } from '../../activities/analyseImage';
import { createAnalyseImage } from '../../activities/analyseImage';
import type { ReadImage } from '../../domain/image/imageDescription';
import type { Analysis, ModelRef } from '../../domain/models/analysis';

/**
 * Analyses an image again, on the very way of the workflow, and stores nothing.
 *
 * @param file the image as it was read again from its file; without it, from the pixels that were stored
 */
export async function replayImage(
  deps: AnalyseImageDeps,
  imageId: string,
  model: ModelRef,
  file: ReadImage | undefined,
): Promise<Analysis> {
  let made: Analysis | undefined;
  const images: AnalyseImageDeps['images'] = {
    store: async () => {},
    find: async (id) => {
      const stored = await deps.images.find(id);
      return stored && file ? { ...stored, ...file.description } : stored;
    },
    pixels: async (id) => (file ? file.pixels : deps.images.pixels(id)),
    codestream: async (id) => (file ? file.codestream : deps.images.codestream(id)),
    storeAnalysis: async (_id, analysis) => {
      made = analysis;
    },
    analysis: async () => undefined,
    storePng: async () => {},
  };
  await createAnalyseImage({ ...deps, images })({ imageId, model });
  if (made === undefined) throw new Error('the analysis came to nothing');
  return made;
}
