import { type ModelName, ModelNotLoadedError } from '../../domain/models/modelName';
import type { ClassifierManifest } from '../manifest/manifest';
import type { LoadedModel } from './admission';
import { type ModelRepository, standingIn } from './modelRepository';
import { compareVersions } from './versionFolders';

/**
 * The classifier that a person named, whatever its standing: the version named, or the promoted one, else the
 * newest.
 *
 * @throws ModelNotLoadedError
 */
export function namedModel(
  repository: Pick<ModelRepository, 'classifiers' | 'standings'>,
  wanted: ModelName,
): LoadedModel<ClassifierManifest> {
  const { classifiers } = repository;
  const rank = ({ manifest }: LoadedModel) => (standingIn(repository, manifest) === 'promoted' ? 0 : 1);
  const [found] = classifiers
    .filter(({ manifest }) => manifest.id === wanted.id)
    .filter(({ manifest }) => wanted.version === undefined || manifest.version === wanted.version)
    .sort((a, b) => rank(a) - rank(b) || compareVersions(b.manifest.version, a.manifest.version));
  if (found !== undefined) return found;
  throw new ModelNotLoadedError(
    wanted,
    classifiers.map(({ manifest }) => `${manifest.id}@${manifest.version}`).sort(),
  );
}
