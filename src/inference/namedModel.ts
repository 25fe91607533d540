import { type ModelName, ModelNotLoadedError } from '../domain/modelName';
import type { LoadedModel } from './admission';
import type { ClassifierManifest } from './manifest';
import type { ModelRepository } from './modelRepository';
import { compareVersions } from './versionFolders';

/**
 * The classifier that a person named: of the version they named, or the newest one.
 *
 * @throws ModelNotLoadedError
 */
export function namedModel(
  { classifiers }: Pick<ModelRepository, 'classifiers'>,
  wanted: ModelName,
): LoadedModel<ClassifierManifest> {
  const [found] = classifiers
    .filter(({ manifest }) => manifest.id === wanted.id)
    .filter(({ manifest }) => wanted.version === undefined || manifest.version === wanted.version)
    .sort((a, b) => compareVersions(b.manifest.version, a.manifest.version));
  if (found !== undefined) return found;
  throw new ModelNotLoadedError(
    wanted,
    classifiers.map(({ manifest }) => `${manifest.id}@${manifest.version}`).sort(),
  );
}
