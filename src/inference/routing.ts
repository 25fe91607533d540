import type { ImageFacts, ModelRef } from '../domain/analysis';
import { type NotAnalysedReason, notAnalysedReasons } from '../domain/errors';
import type { LoadedModel } from './admission';
import { checkIntendedUse } from './intendedUse';
import type { ClassifierManifest } from './manifest';
import { compareVersions, type ModelRepository, modelRefOf } from './modelRepository';

/** Whether a classifier may speak about an image; where not, why, as a code and in words. */
export type RoutingDecision =
  | { readonly model: ModelRef; readonly runs: true }
  | {
      readonly model: ModelRef;
      readonly runs: false;
      readonly reason: NotAnalysedReason;
      readonly words: string;
    };

/**
 * Holds the facts of an image against the intended use of every classifier (its newest version). Several may run.
 * An empty answer means that no classifier is loaded: reason `no-model`.
 */
export function routeImage(
  repository: Pick<ModelRepository, 'classifiers'>,
  facts: ImageFacts,
): RoutingDecision[] {
  return newestOfEach(repository.classifiers).map((model) => {
    const refusal = checkIntendedUse(model.manifest, facts).find(({ refused }) => refused !== undefined);
    if (refusal?.refused === undefined) return { model: modelRefOf(model), runs: true };
    const words = `${notAnalysedReasons[refusal.refused]} ${model.manifest.title}: ${refusal.words}.`;
    return { model: modelRefOf(model), runs: false, reason: refusal.refused, words };
  });
}

function newestOfEach(models: readonly LoadedModel<ClassifierManifest>[]): LoadedModel<ClassifierManifest>[] {
  const newest = new Map<string, LoadedModel<ClassifierManifest>>();
  for (const model of models) {
    const known = newest.get(model.manifest.id);
    if (known === undefined || compareVersions(model.manifest.version, known.manifest.version) > 0)
      newest.set(model.manifest.id, model);
  }
  return [...newest.values()];
}
