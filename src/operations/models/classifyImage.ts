import { performance } from 'node:perf_hooks';
import type { ImageDescription, ReadImage } from '../../domain/image/imageDescription';
import { isFineEnough } from '../../domain/image/reduction';
import { factsOf } from '../../domain/image/storedImage';
import type { Analysis } from '../../domain/models/analysis';
import type { ModelName } from '../../domain/models/modelName';
import type { NotAnalysedReason } from '../../domain/reasons/notAnalysedReason';
import { type DescribedPixels, decodeFull } from '../images/fullImage';
import type { CodestreamDecoder, FileReader, ModelsPort } from '../ports';
import { lookWith } from './lookWith';

export interface ClassifyImageDeps {
  readonly models: ModelsPort;
  readonly readFile: FileReader;
  readonly decodeCodestream: CodestreamDecoder;
  readonly logError: (message: string) => void;
}

export interface ClassifyImageInput {
  readonly bytes: Uint8Array;
  /** What the file is called, or an empty text: its extension alone counts. */
  readonly name: string;
  /** This model alone, also where no image is given to it by itself; absent: those that the workflow would run. */
  readonly model?: ModelName | undefined;
}

/** What the models say of a file. Neither pixels nor whom it shows. */
export interface Classification {
  readonly description: ImageDescription;
  /** One for every model that the image was given to; it may have abstained. */
  readonly analyses: readonly Analysis[];
  /** Why the image was given to none; absent where `analyses` holds one. */
  readonly reason?: NotAnalysedReason;
  /** Milliseconds: from bytes to an image, and all models together. */
  readonly timing: { readonly readMs: number; readonly modelsMs: number };
}

/** The pixels as they were read, unless a model looks closer than these were reduced; the full ones are made once. */
function pixelsOf({ decodeCodestream }: ClassifyImageDeps, image: ReadImage) {
  const { description, codestream } = image;
  let full: Promise<DescribedPixels> | undefined;
  return async (inputSide: number): Promise<DescribedPixels> => {
    if (codestream === undefined || isFineEnough(description, inputSide)) return image;
    full ??= decodeFull(decodeCodestream, description, codestream);
    return full;
  };
}

async function look(deps: ClassifyImageDeps, image: ReadImage, named: ModelName | undefined) {
  const { description } = image;
  if (description.frames === 0) return { analyses: [], reason: 'no-pixel-data' as const };
  const route = await deps.models.route(factsOf(description), named);
  const pixelsFor = pixelsOf(deps, image);
  const analyses: Analysis[] = [];
  for (const model of route.models) analyses.push((await lookWith(deps, model, pixelsFor)).analysis);
  return { analyses, ...(analyses.length === 0 && { reason: route.reason ?? ('no-model' as const) }) };
}

/**
 * Bytes to findings along the way of the workflow, step by step, and without storing anything: for the route, the
 * command line and the evaluation, so that a score is the same wherever it is asked for.
 *
 * @throws RefusedError where the file is no image that is read
 * @throws ModelNotLoadedError where the model that was named is not there
 */
export function createClassifyImage(deps: ClassifyImageDeps) {
  return async ({ bytes, name, model }: ClassifyImageInput): Promise<Classification> => {
    const start = performance.now();
    const image = await deps.readFile(bytes, name);
    const read = performance.now();
    const looked = await look(deps, image, model);
    const timing = { readMs: read - start, modelsMs: performance.now() - read };
    return { description: image.description, ...looked, timing };
  };
}
