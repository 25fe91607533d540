import { createHash } from 'node:crypto';
import path from 'node:path';
import { ContainerMirror } from './inference/containerMirror';
import { SiteModels } from './inference/siteModels';
import type { Settings } from './settings';
import type { Store } from './storage/store';

type ModelSettings = Pick<Settings, 'modelsDirectory' | 'modelsCache' | 'modelsRefreshSeconds'>;

/** The models of the folder and of the site's container. */
export function openSiteModels(settings: ModelSettings, store: Pick<Store, 'modelContainer'>): SiteModels {
  return new SiteModels({
    directory: settings.modelsDirectory,
    mirror: openMirror(settings.modelsCache, store),
    refreshSeconds: settings.modelsRefreshSeconds,
  });
}

/** The copies of a site's container, apart from those of any other site. @param cache the folder of all copies */
export function openMirror(
  cache: string,
  { modelContainer }: Pick<Store, 'modelContainer'>,
): ContainerMirror {
  const site = createHash('sha256').update(modelContainer.address).digest('hex').slice(0, 16);
  return new ContainerMirror(modelContainer, path.join(cache, site));
}
