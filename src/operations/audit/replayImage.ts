import type { ReadImage } from '../../domain/image/imageDescription';
import type { Analysis, ModelRef } from '../../domain/models/analysis';
import { storedImage } from '../images/storedImages';
import { type StoredVisitDeps, visitStored } from '../images/storedVisit';
import type { ImagesPort } from '../ports';

export interface ReplayImageDeps extends StoredVisitDeps {
  readonly images: Pick<ImagesPort, 'find' | 'pixels' | 'codestream'>;
}

/**
 * Analyses an image again as the workflow does, and stores nothing.
 *
 * @param file the image as it was read again from its file, of which the pixels are used up; without it, from the
 *   pixels that were stored
 * @returns what each model says, in their order
 */
export function createReplayImage(deps: ReplayImageDeps) {
  return async (
    imageId: string,
    models: readonly ModelRef[],
    file: ReadImage | undefined,
  ): Promise<Analysis[]> => {
    const stored = await storedImage(deps.images, imageId);
    const visit = file
      ? visitStored({ ...deps, images: contentsOf(file) }, { ...stored, ...file.description })
      : visitStored(deps, stored);
    try {
      const said: Analysis[] = [];
      for (const model of models) said.push((await visit.look(model)).analysis);
      return said;
    } finally {
      await visit.close();
    }
  };
}

/** What was read from a file, in place of what is stored of it. */
function contentsOf(file: ReadImage): StoredVisitDeps['images'] {
  return { pixels: async () => file.pixels, codestream: async () => file.codestream };
}
