import path from 'node:path';
import { ModelProblem } from '../../../inference/manifest/modelProblem';
import { loadModelRepository, type ModelRepository } from '../../../inference/repository/modelRepository';
import { appFolder } from '../../../places/places';
import { modelSettings } from '../../../settings/settings';
import { texts } from '../../language/declared';
import { CliError } from '../../terminal/errors';
import { say } from '../../terminal/say';

/**
 * The models of a folder, for a command that works without a site. Those that are refused are named.
 *
 * @param folder absent: TRIAGE_MODELS, or the app's own
 * @throws CliError if there is no model, or the folder cannot be read
 */
export async function openModels(folder: string | undefined): Promise<ModelRepository> {
  const directory =
    folder === undefined ? modelSettings(process.env, appFolder).modelsDirectory : path.resolve(folder);
  try {
    const repository = await loadModelRepository(directory);
    for (const { id, version, reason } of repository.problems)
      say(texts.errors.models.refused(`${id}@${version}`, reason));
    if (repository.classifiers.length === 0) throw new CliError(texts.errors.models.noneIn(directory));
    return repository;
  } catch (error) {
    if (error instanceof ModelProblem) throw new CliError(error.message, undefined, { cause: error });
    throw error;
  }
}
