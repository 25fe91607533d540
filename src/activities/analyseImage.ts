import type { ModelRef } from '../domain/analysis';
import { encodeHeatPng } from '../imaging/encodeHeatPng';
import type { ImagesPort, ModelsPort } from './ports';
import { picturesOf, storedImage } from './storedImages';

export interface AnalyseImageInput {
  readonly imageId: string;
  readonly model: Pick<ModelRef, 'id' | 'version'>;
}

export interface AnalyseImageDeps {
  readonly images: ImagesPort;
  readonly models: ModelsPort;
}

/** The name of a heat map's picture beside its image. */
export function heatMapName(model: Pick<ModelRef, 'id'>, label: string): string {
  return `heat-${model.id}-${label}`;
}

/**
 * Runs one model on one image and stores what it said, with its heat maps. A result that is there already stands,
 * so that a repeated delivery costs nothing and changes nothing.
 */
export function createAnalyseImage({ images, models }: AnalyseImageDeps) {
  return async ({ imageId, model }: AnalyseImageInput): Promise<{ outcome: 'analysed' | 'abstained' }> => {
    const known = await images.analysis(imageId, model);
    if (known) return { outcome: known.outcome };
    const pictures = await picturesOf(images, await storedImage(images, imageId));
    const { analysis, heatMaps } = await models.analyse(model, pictures);
    for (const { label, picture } of heatMaps) {
      const png = await encodeHeatPng(picture.data, picture.width, picture.height);
      await images.storePng(imageId, heatMapName(model, label), png);
    }
    await images.storeAnalysis(imageId, analysis);
    return { outcome: analysis.outcome };
  };
}
