import { performance } from 'node:perf_hooks';
import type { ImageDescription, ReadImage } from '../../domain/image/imageDescription';
import { factsOf } from '../../domain/image/storedImage';
import type { Analysis } from '../../domain/models/analysis';
import type { ModelName } from '../../domain/models/modelName';
import type { NotAnalysedReason } from '../../domain/reasons/notAnalysedReason';
import { decodeFull } from '../images/fullImage';
import { ImageVisit, type ImageVisitDeps } from '../images/imageVisit';
import type { CodestreamDecoder, FileReader, ModelsPort } from '../ports';

export interface ClassifyImageDeps extends ImageVisitDeps {
  readonly models: ModelsPort;
  readonly readFile: FileReader;
  readonly decodeCodestream: CodestreamDecoder;
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

/** The full picture out of the compressed frame; an image without one was read in full. */
function fullOf({ decodeCodestream }: ClassifyImageDeps, { description, codestream, pixels }: ReadImage) {
  return async () =>
    codestream === undefined
      ? { description, pixels }
      : decodeFull(decodeCodestream, description, codestream);
}

async function look(deps: ClassifyImageDeps, image: ReadImage, named: ModelName | undefined) {
  const { description, pixels } = image;
  if (description.frames === 0) return { analyses: [], reason: 'no-pixel-data' as const };
  const route = await deps.models.route(factsOf(description), named);
  const visit = new ImageVisit(deps, { description, pixels: async () => pixels, full: fullOf(deps, image) });
  const analyses: Analysis[] = [];
  try {
    for (const model of route.models) analyses.push((await visit.look(model)).analysis);
  } finally {
    await visit.close();
  }
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
