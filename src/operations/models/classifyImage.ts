import { performance } from 'node:perf_hooks';
import type { ImageDescription, ReadImage } from '../../domain/image/imageDescription';
import { factsOf } from '../../domain/image/storedImage';
import { withoutPicture } from '../../domain/image/withoutPicture';
import type { Analysis } from '../../domain/models/analysis';
import type { ModelName } from '../../domain/models/modelName';
import type { NotAnalysedReason } from '../../domain/reasons/notAnalysedReason';
import { type FileVisitDeps, visitFile } from '../images/fileVisit';
import type { FileReader, ModelsPort } from '../ports';

export interface ClassifyImageDeps extends FileVisitDeps {
  readonly models: ModelsPort;
  readonly readFile: FileReader;
}

export interface ClassifyImageInput {
  readonly bytes: Uint8Array;
  /** The file's name, or an empty text: only its extension is used. */
  readonly name: string;
  /**
   * Only this model, even if it would not be chosen for the image; absent: those that the workflow would run.
   */
  readonly model?: ModelName | undefined;
}

/** What the models say about a file. Contains neither pixels nor patient identity. */
export interface Classification {
  readonly description: ImageDescription;
  /** One per model that received the image; it may have abstained. */
  readonly analyses: readonly Analysis[];
  /** Why no model received the image; absent if `analyses` has an entry. */
  readonly reason?: NotAnalysedReason;
  /** Milliseconds: from bytes to an image, and for all models together. */
  readonly timing: { readonly readMs: number; readonly modelsMs: number };
}

async function look(deps: ClassifyImageDeps, image: ReadImage, named: ModelName | undefined) {
  const { description } = image;
  const reason = withoutPicture(description);
  if (reason !== undefined) return { analyses: [], reason };
  const route = await deps.models.route(factsOf(description), named);
  const visit = visitFile(deps, image, { heatMaps: false });
  const analyses: Analysis[] = [];
  try {
    for (const model of route.models) analyses.push((await visit.look(model)).analysis);
  } finally {
    await visit.close();
  }
  return { analyses, ...(analyses.length === 0 && { reason: route.reason ?? ('no-model' as const) }) };
}

/**
 * From bytes to findings by the same steps as the workflow, storing nothing. Used by the route, the command
 * line and the evaluation, so that a score is the same everywhere.
 *
 * @throws RefusedError if the file is not a readable image
 * @throws ModelNotLoadedError if the named model is not loaded
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
