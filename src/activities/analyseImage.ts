import type { ModelRef } from '../domain/analysis';
import { encodeHeatPng } from '../imaging/encodeHeatPng';
import { picturesOf } from './pictures';
import type { HeatMap, ImagesPort, ModelsPort, Pictures } from './ports';
import { storedImage, storedPixels } from './storedImages';

export interface AnalyseImageInput {
  readonly imageId: string;
  readonly model: ModelRef;
}

export interface AnalyseImageDeps {
  readonly images: ImagesPort;
  readonly models: ModelsPort;
  readonly logError: (message: string) => void;
}

/** The name of a heat map's picture beside its image. */
export function heatMapName(model: Pick<ModelRef, 'id'>, label: string): string {
  return `heat-${model.id}-${label}`;
}

/**
 * Storage is out of play here, so whatever fails will fail again: the image is not analysed, and says so. The
 * message is the model's own and holds nothing of the file.
 */
async function analyse(
  { models, logError }: AnalyseImageDeps,
  model: ModelRef,
  pictures: Pictures,
): ReturnType<ModelsPort['analyse']> {
  try {
    return await models.analyse(model, pictures);
  } catch (error) {
    logError(`model ${model.id}@${model.version} failed: ${(error as Error).message}`);
    const analysis = { outcome: 'abstained' as const, model, reason: 'analysis-failed' as const, notes: [] };
    return { analysis, heatMaps: [] };
  }
}

async function storeHeatMap(images: ImagesPort, imageId: string, model: ModelRef, map: HeatMap) {
  const png = await encodeHeatPng(map.data, map.width, map.height);
  await images.storePng(imageId, heatMapName(model, map.label), png);
}

/**
 * Runs one model on one image and stores what it said, with its heat maps. An answer that is there already stands,
 * so that a repeated delivery costs nothing and changes nothing.
 */
export function createAnalyseImage(deps: AnalyseImageDeps) {
  return async ({ imageId, model }: AnalyseImageInput): Promise<void> => {
    const { images } = deps;
    const known = await images.analysis(imageId, model);
    if (known && !(known.outcome === 'abstained' && known.reason === 'analysis-failed')) return;
    const image = await storedImage(images, imageId);
    const pictures = picturesOf(image, await storedPixels(images, imageId));
    const { analysis, heatMaps } = await analyse(deps, model, pictures);
    for (const map of heatMaps) await storeHeatMap(images, imageId, model, map);
    await images.storeAnalysis(imageId, analysis);
  };
}
