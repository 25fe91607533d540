import type { App } from '../../../app/app';
import { readModelCard } from '../../../inference/repository/modelFolder';
import type { Handler } from '../support/handler';
import { problem } from '../support/problem';

/** A model's card for human readers, as Markdown. */
export function createModelCard({ siteModels }: Pick<App, 'siteModels'>): Handler<'modelCard'> {
  return async ({ params }) => {
    const { catalogue } = await siteModels.current();
    // Only models in the catalogue are served: no part of a path comes from the caller.
    const model = catalogue.models.find(({ id, version }) => id === params.id && version === params.version);
    if (!model) return problem(404, 'no-such-model', 'There is no such model, or no such version of it.');
    const card = await readModelCard(model.directory);
    if (card === undefined) return problem(404, 'no-model-card', 'This version came without a model card.');
    return {
      body: card,
      headers: { 'content-type': 'text/markdown; charset=utf-8', 'cache-control': 'private, no-cache' },
    };
  };
}
