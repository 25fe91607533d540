import type { ModelsPort } from './activities/ports';
import { analyse, inputSideOf } from './inference/analyse';
import type { ModelRepository } from './inference/modelRepository';
import { namedModel } from './inference/namedModel';
import { routeImage } from './inference/routing';

/** The models of a repository as the steps see them. @param repository loads it, and is asked every time */
export function modelsPort(repository: () => Promise<ModelRepository>): ModelsPort {
  return {
    route: async (facts, named) => {
      const loaded = await repository();
      const among = named === undefined ? loaded : { classifiers: [namedModel(loaded, named)] };
      const decisions = routeImage(among, facts);
      const models = decisions.flatMap(({ model, runs }) => (runs ? [model] : []));
      if (models.length > 0) return { models };
      const refusal = decisions.find((decision) => !decision.runs);
      return { models, reason: refusal && !refusal.runs ? refusal.reason : 'no-model' };
    },
    inputSide: async (model) => inputSideOf(await repository(), model),
    analyse: async (model, pictures) => analyse(await repository(), model, pictures),
  };
}
