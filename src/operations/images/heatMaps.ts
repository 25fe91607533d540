import { heatMapName } from '../../domain/models/heatMapName';
import type { ImageRecord } from '../../domain/study/imageRecord';

export interface FindHeatMapDeps {
  readonly images: {
    madePicture(imageId: string, visits: readonly string[], name: string): Promise<Uint8Array | undefined>;
  };
  readonly results: { image(imageId: string): Promise<ImageRecord | undefined> };
}

/**
 * Where a model looked for one label, in the latest version that analysed the image. Shadow models are not
 * shown.
 *
 * @returns a PNG; undefined if there is no such map
 */
export async function findHeatMap(
  { images, results }: FindHeatMapDeps,
  imageId: string,
  modelId: string,
  label: string,
): Promise<Uint8Array | undefined> {
  const record = await results.image(imageId);
  const spoke = (record?.analyses ?? []).filter(({ model }) => model.id === modelId);
  for (const { model } of spoke.toReversed()) {
    const png = await images.madePicture(imageId, record?.pictures ?? [], heatMapName(model, label));
    if (png !== undefined) return png;
  }
  return undefined;
}
