import type { ReadImage } from '../../domain/image/imageDescription';
import { singleFrame } from '../../domain/image/singleFrame';
import type { CodestreamDecoder, Wanted } from '../ports';
import { decodeFull } from './fullImage';
import { ImageVisit, type ImageVisitDeps } from './imageVisit';

export interface FileVisitDeps extends ImageVisitDeps {
  readonly decodeCodestream: CodestreamDecoder;
}

/**
 * A visit to the first frame of an image that was read just now and is not stored. Must be closed.
 *
 * @param wanted absent: heat maps too
 */
export function visitFile(deps: FileVisitDeps, image: ReadImage, wanted?: Wanted): ImageVisit {
  const first = image.description.frames > 1 ? singleFrame(image.description, image.pixels, 0) : image;
  const [codestream] = image.codestreams ?? [];
  const visited = {
    description: first.description,
    pixels: async () => first.pixels,
    full: async () =>
      codestream === undefined ? first : decodeFull(deps.decodeCodestream, image.description, codestream),
  };
  return new ImageVisit(deps, visited, wanted);
}
