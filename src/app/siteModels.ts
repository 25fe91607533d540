import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ContainerMirror } from '../inference/repository/containerMirror';
import { SiteModels } from '../inference/repository/siteModels';
import type { Settings } from '../settings/settings';
import type { Store } from '../storage/store';

type ModelSettings = Pick<Settings, 'modelsDirectory' | 'modelsCache' | 'modelsRefreshSeconds'>;

/** The models of the folder and of the site's container. */
export function openSiteModels(settings: ModelSettings, store: Pick<Store, 'modelContainer'>): SiteModels {
  return new SiteModels({
    directory: settings.modelsDirectory,
    mirror: openMirror(settings.modelsCache, store),
    refreshSeconds: settings.modelsRefreshSeconds,
  });
}

/** The copies of a site's container. @param cache this site's own folder; absent: one among the temporary files */
export function openMirror(
  cache: string | undefined,
  { modelContainer }: Pick<Store, 'modelContainer'>,
): ContainerMirror {
  return new ContainerMirror(modelContainer, cache ?? temporaryCache(modelContainer.address));
}

/** One for each site, and for each account of the machine: nobody else may write what this one runs. */
function temporaryCache(address: string): string {
  const site = createHash('sha256').update(address).digest('hex').slice(0, 16);
  return path.join(tmpdir(), `imaging-triage-models-${process.getuid?.() ?? 'all'}-${site}`);
}
