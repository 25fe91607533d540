import { heatMapName } from '../../domain/models/heatMapName';
import { allImagesOf } from '../../domain/study/images/arrangement';
import type { ImageRecord } from '../../domain/study/images/imageRecord';
import type { StudyRecord } from '../../domain/study/studyRecord';

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
 * @param study of the image: it tells what models said where the image has no result of its own
 * @returns a PNG; undefined if there is no such map
 */
export async function findHeatMap(
  { images, results }: FindHeatMapDeps,
  study: StudyRecord,
  imageId: string,
  modelId: string,
  label: string,
): Promise<Uint8Array | undefined> {
  const record = await results.image(imageId);
  const image = record ?? allImagesOf(study).find((one) => one.imageId === imageId);
  const spoke = (image?.analyses ?? []).filter(({ model }) => model.id === modelId);
  for (const { model } of spoke.toReversed()) {
    const png = await images.madePicture(imageId, record?.pictures ?? [], heatMapName(model, label));
    if (png !== undefined) return png;
  }
  return undefined;
}
