import type { Steps } from '../contract/steps';
import { factsOf } from '../domain/image/storedImage';
import { storedImage } from '../operations/images/storedImages';
import type { ImagesPort, ModelsPort } from '../operations/ports';

/** Chooses the models whose intended use fits the image. An object without pixels fits none. */
export function createRouteImage(deps: {
  readonly images: ImagesPort;
  readonly models: ModelsPort;
}): Steps['routeImage'] {
  return async ({ imageId }) => {
    const image = await storedImage(deps.images, imageId);
    if (image.frames === 0) return { models: [], reason: 'no-pixel-data' };
    return deps.models.route(factsOf(image));
  };
}
