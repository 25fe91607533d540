import type { Steps } from '../contract/steps';
import { factsOf } from '../domain/image/storedImage';
import { withoutPicture } from '../domain/image/withoutPicture';
import { storedImage } from '../operations/images/storedImages';
import type { ImagesPort, ModelsPort } from '../operations/ports';

/** Chooses the models whose intended use fits the image. What has no picture fits none. */
export function createRouteImage(deps: {
  readonly images: ImagesPort;
  readonly models: ModelsPort;
}): Steps['routeImage'] {
  return async ({ imageId }) => {
    const image = await storedImage(deps.images, imageId);
    const reason = withoutPicture(image);
    if (reason !== undefined) return { models: [], reason };
    return deps.models.route(factsOf(image));
  };
}
