import type { ImageFacts, ModelRef } from '../../domain/models/analysis';
import type { Standing } from '../../domain/models/modelStanding';
import type { NotAnalysedReason } from '../../domain/reasons/notAnalysedReason';
import { notAnalysedWords } from '../../domain/words/words';
import type { ClassifierManifest } from '../manifest/manifest';
import type { LoadedModel } from '../repository/admission';
import { type ModelRepository, modelRefOf, standingIn } from '../repository/modelRepository';
import { checkIntendedUse } from './intendedUse';

/** `shadow`: the model's findings are recorded but not shown. */
export type RunningStanding = Exclude<Standing, 'off'>;

/** Whether a classifier analyses an image; if not, why, as a code and in words. */
export type RoutingDecision =
  | { readonly model: ModelRef; readonly standing: RunningStanding; readonly runs: true }
  | {
      readonly model: ModelRef;
      readonly standing: RunningStanding;
      readonly runs: false;
      readonly reason: NotAnalysedReason;
      readonly words: string;
    };

/**
 * Checks the facts of an image against the intended use of every classifier that is promoted or shadow.
 * Several may run. If none of the decisions belongs to a promoted one, no model speaks at this site: reason
 * `no-model`.
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

/**
 * Whether a classifier that is promoted or shadow might analyse an image of which only some facts are known: what
 * is not known speaks against none. For the order in which files are read; `routeImage` decides.
 */
export function mightAnalyse(
  repository: Pick<ModelRepository, 'classifiers' | 'standings'>,
  known: Partial<ImageFacts>,
): boolean {
  const facts = { frames: 1, samplesPerPixel: 1, ...known };
  return repository.classifiers.some(
    ({ manifest }) =>
      standingIn(repository, manifest) !== 'off' &&
      checkIntendedUse(manifest, facts).every(({ state }) => state !== 'does-not-fit'),
  );
}

function decisionOn(
  { manifest }: LoadedModel<ClassifierManifest>,
  standing: RunningStanding,
  facts: ImageFacts,
): RoutingDecision {
  const model = modelRefOf({ manifest });
  const refusal = checkIntendedUse(manifest, facts).find(({ refused }) => refused !== undefined);
  if (refusal?.refused === undefined) return { model, standing, runs: true };
  const words = `${notAnalysedWords(refusal.refused)} ${manifest.title}: ${refusal.words}.`;
  return { model, standing, runs: false, reason: refusal.refused, words };
}
