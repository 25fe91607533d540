import type { StoredImage } from '../../domain/image/storedImage';
import type { CodestreamDecoder, ImagesPort } from '../ports';
import { fullImage } from './fullImage';
import { ImageVisit, type ImageVisitDeps } from './imageVisit';
import { storedPixels } from './storedImages';

export interface StoredVisitDeps extends ImageVisitDeps {
  readonly images: Pick<ImagesPort, 'pixels' | 'codestream'>;
  readonly decodeCodestream: CodestreamDecoder;
}

/** A visit to a stored image. Must be closed. */
export function visitStored(deps: StoredVisitDeps, image: StoredImage): ImageVisit {
  const { images, decodeCodestream } = deps;
  return new ImageVisit(deps, {
    description: image,
    pixels: () => storedPixels(images, image.imageId),
    full: () => fullImage(images, decodeCodestream, image),
  });
}
