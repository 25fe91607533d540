import { frameDescription } from '../../domain/image/singleFrame';
import type { StoredImage } from '../../domain/image/storedImage';
import type { CodestreamDecoder, ImagesPort } from '../ports';
import { fullFrame } from './fullImage';
import { ImageVisit, type ImageVisitDeps } from './imageVisit';
import { storedFrame } from './storedImages';

export interface StoredVisitDeps extends ImageVisitDeps {
  readonly images: Pick<ImagesPort, 'frame' | 'codestream'>;
  readonly decodeCodestream: CodestreamDecoder;
}

/** A visit to the first frame of a stored image. Must be closed. */
export function visitStored(deps: StoredVisitDeps, image: StoredImage): ImageVisit {
  const { images, decodeCodestream } = deps;
  return new ImageVisit(deps, {
    description: frameDescription(image, 0),
    pixels: () => storedFrame(images, image, 0),
    full: () => fullFrame(images, decodeCodestream, image, 0),
  });
}
