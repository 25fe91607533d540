import type { ImageFacts, ModelRef } from '../domain/analysis';
import { type NotAnalysedReason, notAnalysedReasons } from '../domain/errors';
import type { LoadedModel } from './admission';
import type { ClassifierManifest } from './manifest';
import { type ModelRepository, modelRefOf } from './modelRepository';
import { compareVersions } from './versionFolders';

/** Whether a classifier may speak about an image; where not, why, as a code and in words. */
export type RoutingDecision =
  | { readonly model: ModelRef; readonly runs: true }
  | {
      readonly model: ModelRef;
      readonly runs: false;
      readonly reason: NotAnalysedReason;
      readonly words: string;
    };

type IntendedUse = ClassifierManifest['intendedUse'];
interface Refusal {
  readonly reason: NotAnalysedReason;
  readonly detail: string;
}

/**
 * Holds the facts of an image against the intended use of every classifier (its newest version). Several may run.
 * An empty answer means that no classifier is loaded: reason `no-model`.
 */
export function routeImage(
  repository: Pick<ModelRepository, 'classifiers'>,
  facts: ImageFacts,
): RoutingDecision[] {
  return newestOfEach(repository.classifiers).map((model) => {
    const refusal = refusalOf(model.manifest.intendedUse, facts);
    if (refusal === undefined) return { model: modelRefOf(model), runs: true };
    const words = `${notAnalysedReasons[refusal.reason]} ${model.manifest.title}: ${refusal.detail}.`;
    return { model: modelRefOf(model), runs: false, reason: refusal.reason, words };
  });
}

function refusalOf(use: IntendedUse, facts: ImageFacts): Refusal | undefined {
  return (
    pictureRefusal(facts) ??
    listRefusal(use, 'modality', use.modalities, facts.modality, 'modality-not-covered') ??
    listRefusal(use, 'bodyPart', use.bodyParts, facts.bodyPart, 'body-part-not-covered') ??
    listRefusal(use, 'view', use.views, facts.view, 'view-not-covered') ??
    ageRefusal(use, facts.ageYears)
  );
}

function pictureRefusal(facts: ImageFacts): Refusal | undefined {
  if (facts.frames === 0) return { reason: 'no-pixel-data', detail: 'needs one frame' };
  if (facts.frames > 1)
    return { reason: 'multi-frame', detail: `needs one frame, the image has ${facts.frames}` };
  if (facts.samplesPerPixel !== 1) return { reason: 'colour-image', detail: 'needs a grey image' };
  return undefined;
}

function listRefusal(
  use: IntendedUse,
  fact: 'modality' | 'bodyPart' | 'view',
  covered: readonly string[],
  value: string | undefined,
  reason: NotAnalysedReason,
): Refusal | undefined {
  const known = value?.trim().toUpperCase();
  if (known === undefined || known === '')
    return use.mayBeUnknown.includes(fact)
      ? undefined
      : { reason, detail: `is meant for ${covered.join(', ')}; unknown` };
  return covered.includes(known) ? undefined : { reason, detail: `is meant for ${covered.join(', ')}` };
}

function ageRefusal(use: IntendedUse, years: number | undefined): Refusal | undefined {
  const reason = 'age-not-covered';
  if (years === undefined)
    return use.mayBeUnknown.includes('age') ? undefined : { reason, detail: 'needs to know the age' };
  if (years >= use.minimumAgeYears) return undefined;
  return { reason, detail: `is meant for patients of ${use.minimumAgeYears} years and older` };
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
