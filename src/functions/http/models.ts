import type { HttpResponseInit } from '@azure/functions';
import { theApp } from '../../app/app';
import type { KnownModel } from '../../inference/repository/siteCatalogue';
import { problemOf } from './health';
import { json } from './support/problem';
import { route } from './support/route';

/** What the site's models are: every version that lies in the repository, and what it may do. */
async function models(): Promise<HttpResponseInit> {
  const { repository, catalogue, problems } = await theApp().siteModels.current();
  const loaded = [...repository.classifiers, ...repository.regions, ...repository.gates];
  const isLoaded = ({ id, version }: KnownModel) =>
    loaded.some(({ manifest }) => manifest.id === id && manifest.version === version);
  return json({
    models: catalogue.models.map((model) => ({ ...describe(model), loaded: isLoaded(model) })),
    problems: problems.map(problemOf),
  });
}

function describe({ id, version, where, standing, since, manifest }: KnownModel) {
  const { title, kind, file, evaluation } = manifest;
  return {
    id,
    version,
    title,
    kind,
    sha256: file.sha256,
    standing,
    since,
    where,
    measured: evaluation.length > 0,
  };
}

route({
  name: 'models',
  route: 'api/models',
  methods: ['GET'],
  right: 'read-models',
  handler: models,
});
