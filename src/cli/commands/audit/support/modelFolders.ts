import path from 'node:path';
import type { ModelFolder } from '../../../../audit/verify/models/verifyModels';
import { appFolder } from '../../../../places/places';
import { containers } from '../../../../storage/containers';
import { FolderTree } from '../../../site/folderTree';
import type { LogPlace } from '../../../site/logPlace';

/** In an exported folder: the models that came with the app. Those that the site added are in `models`. */
export const appModelsFolder = 'app-models';

/** The app's own models folder. @param given on the command line */
export function appModelsDirectory(given: string | undefined): string {
  return path.resolve(given ?? path.resolve(appFolder, process.env.TRIAGE_MODELS || 'models'));
}

/** The app's models, as they are here or as they were exported. @param given another folder that holds them */
export function appModels({ tree, storage }: LogPlace, given: string | undefined): ModelFolder {
  if (storage === undefined && given === undefined)
    return { tree, container: appModelsFolder, where: appModelsFolder };
  const directory = appModelsDirectory(given);
  return {
    tree: new FolderTree(path.dirname(directory)),
    container: path.basename(directory),
    where: directory,
  };
}

/** The models that the site added. */
export function addedModels({ tree }: LogPlace): ModelFolder {
  return { tree, container: containers.models, where: containers.models };
}
