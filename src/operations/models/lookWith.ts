import { setImmediate } from 'node:timers/promises';
import type { ModelRef } from '../../domain/models/analysis';
import { RefusedError } from '../../domain/reasons/refusals';
import type { DescribedPixels } from '../images/fullImage';
import { picturesOf } from '../images/pictures';
import type { ModelsPort, Pictures } from '../ports';

export interface LookDeps {
  readonly models: Pick<ModelsPort, 'inputSide' | 'analyse'>;
  readonly logError: (message: string) => void;
}

/** What will fail again when it is tried again: the image is not analysed, and says so. */
function failed({ logError }: LookDeps, model: ModelRef, error: unknown) {
  logError(`model ${model.id}@${model.version} failed: ${(error as Error).message}`);
  const analysis = { outcome: 'abstained' as const, model, reason: 'analysis-failed' as const, notes: [] };
  return { analysis, heatMaps: [] };
}

/**
 * Runs one model on one image. A picture or a network that fails becomes an abstention, since it would fail again;
 * storage that does comes through. No message quotes the file.
 *
 * @param pixelsFor the image, fine enough for a model whose input has so many samples on its longer side
 */
export async function lookWith(
  deps: LookDeps,
  model: ModelRef,
  pixelsFor: (inputSide: number) => Promise<DescribedPixels>,
): ReturnType<ModelsPort['analyse']> {
  let pictures: Pictures;
  try {
    const { description, pixels } = await pixelsFor(await deps.models.inputSide(model));
    pictures = picturesOf(description, pixels);
    // Of a large picture this and what follows take a while each: everybody else gets a turn in between.
    await setImmediate();
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return failed(deps, model, error);
  }
  try {
    return await deps.models.analyse(model, pictures);
  } catch (error) {
    return failed(deps, model, error);
  }
}
