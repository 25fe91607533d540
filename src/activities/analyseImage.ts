import type { Steps } from '../contract/steps';
import { isFineEnough } from '../domain/image/reduction';
import type { ModelRef } from '../domain/models/analysis';
import { encodeHeatPng } from '../imaging/encodeHeatPng';
import { type DescribedPixels, fullImage } from '../operations/images/fullImage';
import { heatMapName } from '../operations/images/heatMapName';
import { storedImage, storedPixels } from '../operations/images/storedImages';
import { lookWith } from '../operations/models/lookWith';
import type { CodestreamDecoder, HeatMap, ImagesPort, ModelsPort } from '../operations/ports';

export interface AnalyseImageDeps {
  readonly images: ImagesPort;
  readonly models: ModelsPort;
  readonly decodeCodestream: CodestreamDecoder;
  readonly logError: (message: string) => void;
}

/** The pixels as they are stored, unless the model looks closer than these were reduced. */
async function pixelsFor(
  { images, decodeCodestream }: AnalyseImageDeps,
  imageId: string,
  inputSide: number,
): Promise<DescribedPixels> {
  const image = await storedImage(images, imageId);
  if (!isFineEnough(image, inputSide)) return fullImage(images, decodeCodestream, image);
  return { description: image, pixels: await storedPixels(images, imageId) };
}

async function storeHeatMap(images: ImagesPort, imageId: string, model: ModelRef, map: HeatMap) {
  const png = await encodeHeatPng(map.data, map.width, map.height);
  await images.storePng(imageId, heatMapName(model, map.label), png);
}

/**
 * Runs one model on one image and stores what it said, with its heat maps. An answer that is there already stands,
 * so that a repeated delivery costs nothing and changes nothing.
 */
export function createAnalyseImage(deps: AnalyseImageDeps): Steps['analyseImage'] {
  return async ({ imageId, model }) => {
    const { images } = deps;
    const known = await images.analysis(imageId, model);
    if (known && !(known.outcome === 'abstained' && known.reason === 'analysis-failed')) return;
    const { analysis, heatMaps } = await lookWith(deps, model, (side) => pixelsFor(deps, imageId, side));
    for (const map of heatMaps) await storeHeatMap(images, imageId, model, map);
    await images.storeAnalysis(imageId, analysis);
  };
}
