import type { ImageFacts, ModelRef } from '../domain/analysis';
import { type NotAnalysedReason, notAnalysedReasons } from '../domain/errors';
import type { Standing } from '../domain/modelStanding';
import type { LoadedModel } from './admission';
import type { ClassifierManifest } from './manifest';
import { type ModelRepository, modelRefOf, standingIn } from './modelRepository';

/**
 * Whether a classifier looks at an image; where not, why, as a code and in words. `shadow`: what it finds is recorded,
 * and is not shown.
 */
export type RoutingDecision =
  | { readonly model: ModelRef; readonly standing: RunningStanding; readonly runs: true }
  | {
      readonly model: ModelRef;
      readonly standing: RunningStanding;
      readonly runs: false;
      readonly reason: NotAnalysedReason;
      readonly words: string;
    };

export type RunningStanding = Exclude<Standing, 'off'>;

type IntendedUse = ClassifierManifest['intendedUse'];
interface Refusal {
  readonly reason: NotAnalysedReason;
  readonly detail: string;
}

/**
 * Holds the facts of an image against the intended use of every classifier that is promoted or shadow. Several may run.
 * Where none of the answers is of a promoted one, no model speaks at this site: reason `no-model`.
 */
export function routeImage(
  repository: Pick<ModelRepository, 'classifiers' | 'standings'>,
  facts: ImageFacts,
): RoutingDecision[] {
  return repository.classifiers.flatMap((model) => {
    const standing = standingIn(repository, model.manifest);
    return standing === 'off' ? [] : [decisionOn(model, standing, facts)];
  });
}

function decisionOn(
  { manifest }: LoadedModel<ClassifierManifest>,
  standing: RunningStanding,
  facts: ImageFacts,
): RoutingDecision {
  const model = modelRefOf({ manifest });
  const refusal = refusalOf(manifest.intendedUse, facts);
  if (refusal === undefined) return { model, standing, runs: true };
  const words = `${notAnalysedReasons[refusal.reason]} ${manifest.title}: ${refusal.detail}.`;
  return { model, standing, runs: false, reason: refusal.reason, words };
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
