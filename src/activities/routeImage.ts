import { factsOf } from '../domain/image/storedImage';
import type { ModelRef } from '../domain/models/analysis';
import type { NotAnalysedReason } from '../domain/reasons/refusals';
import { storedImage } from '../operations/images/storedImages';
import type { ImagesPort, ModelsPort } from '../operations/ports';

export interface RouteImageInput {
  readonly imageId: string;
}

export interface Route {
  readonly models: readonly ModelRef[];
  /** Models that look too, and whose answers are recorded without being shown. Absent in routes of older releases. */
  readonly shadow?: readonly ModelRef[];
  /** Why no model fits; absent where one does. */
  readonly reason?: NotAnalysedReason;
}

/** Chooses the models whose intended use fits the image. An object without pixels fits none. */
export function createRouteImage(deps: { readonly images: ImagesPort; readonly models: ModelsPort }) {
  return async ({ imageId }: RouteImageInput): Promise<Route> => {
    const image = await storedImage(deps.images, imageId);
    if (image.frames === 0) return { models: [], reason: 'no-pixel-data' };
    return deps.models.route(factsOf(image));
  };
}
