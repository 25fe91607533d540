import type { AnalyseImageDeps } from '../../activities/analyseImage';
import { createAnalyseImage } from '../../activities/analyseImage';
import type { ReadImage } from '../../domain/image/imageDescription';
import type { Analysis, ModelRef } from '../../domain/models/analysis';

/**
 * Analyses an image again, on the very way of the workflow, and stores nothing.
 *
 * @param file the image as it was read again from its file, of which the pixels are used up; without it, from the
 *   pixels that were stored
 * @returns what each model says, in their order
 */
export function createReplayImage(deps: AnalyseImageDeps) {
  return async (
    imageId: string,
    models: readonly ModelRef[],
    file: ReadImage | undefined,
  ): Promise<Analysis[]> => {
    const made: Analysis[] = [];
    const images: AnalyseImageDeps['images'] = {
      store: async () => {},
      find: async (id) => {
        const stored = await deps.images.find(id);
        return stored && file ? { ...stored, ...file.description } : stored;
      },
      pixels: async (id) => (file ? file.pixels : deps.images.pixels(id)),
      codestream: async (id) => (file ? file.codestream : deps.images.codestream(id)),
      storeAnalysis: async (_id, analysis) => {
        made.push(analysis);
      },
      analysis: async () => undefined,
      storePng: async () => {},
    };
    await createAnalyseImage({ ...deps, images })({ imageId, models, preview: false });
    if (made.length !== models.length) throw new Error('the analysis came to nothing');
    return made;
  };
}
