import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { theApp } from '../../app/app';
import { readModelCard } from '../../inference/repository/modelFolder';
import { problem } from './support/problem';
import { route } from './support/route';

/** What a person should know of a model: its card, as Markdown. */
async function modelCard(request: HttpRequest): Promise<HttpResponseInit> {
  const { id, version } = request.params;
  const { catalogue } = await theApp().siteModels.current();
  // Only what the catalogue names: no part of a path comes from the caller.
  const model = catalogue.models.find((one) => one.id === id && one.version === version);
  if (!model) return problem(404, 'no-such-model', 'There is no such model, or no such version of it.');
  const card = await readModelCard(model.directory);
  if (card === undefined) return problem(404, 'no-model-card', 'This version came without a model card.');
  return {
    body: card,
    headers: { 'content-type': 'text/markdown; charset=utf-8', 'cache-control': 'private, no-cache' },
  };
}

route({
  name: 'modelCard',
  route: 'api/models/{id}/{version}/card',
  methods: ['GET'],
  right: 'read-models',
  handler: modelCard,
});
