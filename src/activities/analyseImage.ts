import { setImmediate } from 'node:timers/promises';
import type { ModelRef } from '../domain/analysis';
import { RefusedError } from '../domain/errors';
import { isFineEnough } from '../domain/reduction';
import { encodeHeatPng } from '../imaging/encodeHeatPng';
import { type DescribedPixels, fullImage } from './fullImage';
import { picturesOf } from './pictures';
import type { CodestreamDecoder, HeatMap, ImagesPort, ModelsPort, Pictures } from './ports';
import { storedImage, storedPixels } from './storedImages';

export interface AnalyseImageInput {
  readonly imageId: string;
  readonly model: ModelRef;
}

export interface AnalyseImageDeps {
  readonly images: ImagesPort;
  readonly models: ModelsPort;
  readonly decodeCodestream: CodestreamDecoder;
  readonly logError: (message: string) => void;
}

/** The name of a heat map's picture beside its image. */
export function heatMapName(model: Pick<ModelRef, 'id'>, label: string): string {
  return `heat-${model.id}-${label}`;
}

/** The pixels as they are stored, unless the model looks closer than these were reduced. */
async function pixelsFor(deps: AnalyseImageDeps, imageId: string, model: ModelRef): Promise<DescribedPixels> {
  const { images, models, decodeCodestream } = deps;
  const image = await storedImage(images, imageId);
  if (!isFineEnough(image, await models.inputSide(model))) return fullImage(images, decodeCodestream, image);
  return { description: image, pixels: await storedPixels(images, imageId) };
}

/** What will fail again when it is tried again: the image is not analysed, and says so. */
function failed({ logError }: AnalyseImageDeps, model: ModelRef, error: unknown) {
  logError(`model ${model.id}@${model.version} failed: ${(error as Error).message}`);
  const analysis = { outcome: 'abstained' as const, model, reason: 'analysis-failed' as const, notes: [] };
  return { analysis, heatMaps: [] };
}

/** Storage that fails is tried again; a picture or a network that does, is not. No message quotes the file. */
async function analyse(
  deps: AnalyseImageDeps,
  imageId: string,
  model: ModelRef,
): ReturnType<ModelsPort['analyse']> {
  let pictures: Pictures;
  try {
    const { description, pixels } = await pixelsFor(deps, imageId, model);
    pictures = picturesOf(description, pixels);
    // Of a large picture this and what follows take a while each: everybody else gets a turn in between.
    await setImmediate();
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return failed(deps, model, error);
  }
  try {
    return await deps.models.analyse(model, pictures);
  } catch (error) {
    return failed(deps, model, error);
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
    const { analysis, heatMaps } = await analyse(deps, imageId, model);
    for (const map of heatMaps) await storeHeatMap(images, imageId, model, map);
    await images.storeAnalysis(imageId, analysis);
  };
}
