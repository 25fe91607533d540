import type { Analysis, ModelRef } from '../../domain/models/analysis';
import { heatMapName } from '../../domain/models/heatMapName';
import { encodeGreyBytes } from '../../imaging/encodeGreyPng';
import { encodeHeatPng } from '../../imaging/encodeHeatPng';
import type { HeatMap, ImagesPort } from '../ports';
import type { ImageVisit } from './imageVisit';

export interface LookAtImageDeps {
  readonly images: ImagesPort;
  /** Told of each answer that was stored. */
  readonly analysed: (analysis: Analysis) => void;
}

/** Longest side of a preview, in pixels: enough to recognise a study, not to read it. */
export const previewSide = 1024;

/** What is asked of a visit. */
export interface Asked {
  readonly imageId: string;
  /** The models to run; possibly none. */
  readonly models: readonly ModelRef[];
  /** Whether to make the preview by which a person recognises the image. */
  readonly preview: boolean;
}

/**
 * Every model runs, each answer is stored with its heat maps, and the preview is made. An existing answer is
 * kept, so that a repeated delivery changes nothing. The visit is closed at the end.
 *
 * @throws the first storage failure, after everything else was tried: stored answers are kept for the next
 *   attempt
 */
export async function lookAtImage(
  deps: LookAtImageDeps,
  visit: ImageVisit,
  { imageId, models, preview }: Asked,
): Promise<void> {
  try {
    await allDone([
      askEach(deps, visit, imageId, models),
      ...(preview ? [storePreview(deps.images, visit, imageId)] : []),
    ]);
  } finally {
    await visit.close();
  }
}

/** One after the other; a model whose answer could not be stored does not stop the rest. */
async function askEach(
  deps: LookAtImageDeps,
  visit: ImageVisit,
  imageId: string,
  models: readonly ModelRef[],
): Promise<void> {
  const asked: Promise<void>[] = [];
  for (const model of models) {
    asked.push(ask(deps, visit, imageId, model));
    await Promise.allSettled(asked);
  }
  await allDone(asked);
}

async function ask(
  { images, analysed }: LookAtImageDeps,
  visit: ImageVisit,
  imageId: string,
  model: ModelRef,
): Promise<void> {
  const known = await images.analysis(imageId, model);
  if (known && !(known.outcome === 'abstained' && known.reason === 'analysis-failed')) return;
  const { analysis, heatMaps } = await visit.look(model);
  for (const map of heatMaps) await storeHeatMap(images, imageId, model, map);
  await images.storeAnalysis(
    imageId,
    analysis,
    heatMaps.map(({ label }) => label),
  );
  analysed(analysis);
}

async function storeHeatMap(images: ImagesPort, imageId: string, model: ModelRef, map: HeatMap) {
  const png = await encodeHeatPng(map.data, map.width, map.height);
  await images.storePng(imageId, heatMapName(model, map.label), png);
}

async function storePreview(images: ImagesPort, visit: ImageVisit, imageId: string): Promise<void> {
  const picture = await visit.preview(previewSide);
  if (picture) await images.storePng(imageId, 'preview', await encodeGreyBytes(picture));
}

/** Waits for all, even if some fail. @throws the first failure */
async function allDone(steps: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(steps)).find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}
