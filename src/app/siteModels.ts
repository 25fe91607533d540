import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ContainerMirror } from '../inference/repository/containerMirror';
import { SiteModels } from '../inference/repository/siteModels';
import type { Store } from '../storage/store';

export interface SiteModelsDeps {
  readonly directory: string;
  /** Where copies of the container are kept; absent: in the temporary directory. */
  readonly cache: string | undefined;
  readonly refreshSeconds: number;
  readonly container: Store['modelContainer'];
}

/** The models of the folder and of the site's container. */
export function openSiteModels({ directory, cache, refreshSeconds, container }: SiteModelsDeps): SiteModels {
  return new SiteModels({ directory, mirror: openMirror(cache, container), refreshSeconds });
}

/**
 * Local copies of a site's container. @param cache this site's own folder; absent: one in the temporary
 * directory
 */
export function openMirror(cache: string | undefined, container: Store['modelContainer']): ContainerMirror {
  return new ContainerMirror(container, cache ?? temporaryCache(container.address));
}

/** One per site and per account on the machine: nobody else may write what this one runs. */
function temporaryCache(address: string): string {
  const site = createHash('sha256').update(address).digest('hex').slice(0, 16);
  return path.join(tmpdir(), `imaging-triage-models-${process.getuid?.() ?? 'all'}-${site}`);
}
