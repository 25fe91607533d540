import type { App } from '../../../app/app';
import { wasMeasured } from '../../../inference/evaluation/wasMeasured';
import type { KnownModel } from '../../../inference/repository/siteCatalogue';
import { problemOf } from '../site/health';
import type { Handler } from '../support/handler';
import { json } from '../support/problem';

/** The site's models: every version in the repository, and what it may do. */
export function createModels({ siteModels }: Pick<App, 'siteModels'>): Handler<'models'> {
  return async () => {
    const { repository, catalogue, problems } = await siteModels.current();
    const loaded = [...repository.classifiers, ...repository.regions, ...repository.gates];
    const isLoaded = ({ id, version }: KnownModel) =>
      loaded.some(({ manifest }) => manifest.id === id && manifest.version === version);
    return json({
      models: await Promise.all(
        catalogue.models.map(async (model) => ({ ...(await describe(model)), loaded: isLoaded(model) })),
      ),
      problems: problems.map(problemOf),
    });
  };
}

async function describe({ id, version, where, directory, standing, since, manifest }: KnownModel) {
  const { title, kind, file } = manifest;
  return {
    id,
    version,
    title,
    kind,
    sha256: file.sha256,
    standing,
    since,
    where,
    measured: await wasMeasured(directory, manifest),
  };
}
