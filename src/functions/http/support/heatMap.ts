import { heatMapName } from '../../../operations/images/heatMapName';
import type { Store } from '../../../storage/store';

/**
 * Where a model looked for one label: of the version that spoke last of the image. One in shadow is not shown.
 *
 * @returns undefined where there is no such map
 */
export async function heatMapOf(
  { images, results }: Pick<Store, 'images' | 'results'>,
  imageId: string,
  modelId: string,
  label: string,
): Promise<Uint8Array | undefined> {
  const record = await results.image(imageId);
  const said = (record?.analyses ?? []).filter(({ model }) => model.id === modelId);
  for (const { model } of said.toReversed()) {
    const png = await images.png(imageId, heatMapName(model, label));
    if (png !== undefined) return png;
  }
  return undefined;
}
