import type { ReadImage } from '../../domain/image/imageDescription';
import { singleFrame } from '../../domain/image/singleFrame';
import type { Analysis, ModelRef } from '../../domain/models/analysis';
import { storedImage } from '../images/storedImages';
import { type StoredVisitDeps, visitStored } from '../images/storedVisit';
import type { ImagesPort } from '../ports';

export interface ReplayImageDeps extends StoredVisitDeps {
  readonly images: Pick<ImagesPort, 'find' | 'frame' | 'codestream'>;
}

/**
 * Analyses an image again exactly as the workflow does, and stores nothing.
 *
 * @param file the image as read again from its file, whose pixels are consumed; without it, the stored pixels
 *   are used
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

/** Content read from a file, used instead of the stored content. */
function contentsOf(file: ReadImage): StoredVisitDeps['images'] {
  return {
    frame: async () => singleFrame(file.description, file.pixels, 0).pixels,
    codestream: async (_, frame) => file.codestreams?.[frame],
  };
}
