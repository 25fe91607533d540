import type { ImageFacts, ModelRef } from '../domain/models/analysis';
import type { ModelName } from '../domain/models/modelName';
import type { ModelRepository } from '../inference/repository/modelRepository';
import { namedModel } from '../inference/repository/namedModel';
import { analyse, inputSideOf } from '../inference/run/analyse';
import { Examination } from '../inference/run/examination';
import { mightAnalyse, type RoutingDecision, routeImage } from '../inference/run/routing';
import type { CoveragePort, ModelsPort } from '../operations/ports';

/**
 * The models of a repository as the steps see them.
 *
 * @param repository the models in use; called every time
 * @param holding a repository that still has this model, even if it was taken out of use after routing
 */
export function modelsPort(
  repository: () => Promise<ModelRepository>,
  holding: (model: ModelRef) => Promise<ModelRepository> = repository,
): ModelsPort & CoveragePort {
  return {
    route: async (facts, named) => {
      const loaded = await repository();
      return named === undefined ? routeAll(loaded, facts) : routeNamed(loaded, facts, named);
    },
    mightAnalyse: async (known) => mightAnalyse(await repository(), known),
    inputSide: async (model) => inputSideOf(await holding(model), model),
    examine: (picture, ageYears, wanted) => {
      const examination = new Examination(picture, ageYears);
      return async (model) => analyse(await holding(model), model, examination, wanted);
    },
  };
}

function routeAll(loaded: ModelRepository, facts: ImageFacts) {
  const decisions = routeImage(loaded, facts);
  const speaking = decisions.filter(({ standing }) => standing === 'promoted');
  const shadow = running(decisions.filter(({ standing }) => standing === 'shadow'));
  return { ...routeOf(speaking), ...(shadow.length > 0 && { shadow }) };
}

function routeNamed(loaded: ModelRepository, facts: ImageFacts, named: ModelName) {
  return routeOf(routeImage({ classifiers: [namedModel(loaded, named)] }, facts));
}

function routeOf(decisions: readonly RoutingDecision[]) {
  const models = running(decisions);
  if (models.length > 0) return { models };
  const refusal = decisions.find((decision) => !decision.runs);
  return { models, reason: refusal && !refusal.runs ? refusal.reason : ('no-model' as const) };
}

function running(decisions: readonly RoutingDecision[]): ModelRef[] {
  return decisions.flatMap(({ model, runs }) => (runs ? [model] : []));
}
