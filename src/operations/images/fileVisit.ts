import type { ReadImage } from '../../domain/image/imageDescription';
import type { CodestreamDecoder } from '../ports';
import { decodeFull } from './fullImage';
import { ImageVisit, type ImageVisitDeps } from './imageVisit';

export interface FileVisitDeps extends ImageVisitDeps {
  readonly decodeCodestream: CodestreamDecoder;
}

/** A visit to an image that was read just now and is not stored. Must be closed. */
export function visitFile(deps: FileVisitDeps, { description, pixels, codestream }: ReadImage): ImageVisit {
  return new ImageVisit(deps, {
    description,
    pixels: async () => pixels,
    full: async () =>
      codestream === undefined
        ? { description, pixels }
        : decodeFull(deps.decodeCodestream, description, codestream),
  });
}
