import path from 'node:path';
import type { SiteKey } from '../../../domain/kernel/identifiers/ids';
import type { StorageSettings } from '../../../settings/accounts';
import { containers } from '../../../storage/containers';
import { openStore } from '../../../storage/store';
import { rebuildWorklist } from '../../../storage/worklist/rebuildWorklist';
import { texts } from '../../language/language';
import { withLocalStorage } from '../../site/localStorage';
import { requiredSiteKey } from '../../site/siteKeyFor';
import { openStorage, type StorageChoice, storageSettingsOf } from '../../site/storageAccess';
import { CliError } from '../../terminal/errors';
import { exitCodes } from '../../terminal/exitCodes';
import { say } from '../../terminal/say';

interface RebuildOptions extends StorageChoice {
  readonly data?: string;
}

/** `triage worklist rebuild`: rebuilds the index behind the worklist. */
export async function rebuild(options: RebuildOptions): Promise<number> {
  if (options.data === undefined) {
    const settings = storageSettingsOf(options, process.env);
    const clients = await openStorage(settings, containers.results);
    if (!(await clients.blobs.getContainerClient(containers.results).exists())) {
      throw new CliError(texts.run.worklist.noResults);
    }
    return rebuildIn(settings, siteKeyOf(options));
  }
  return withLocalStorage(path.resolve(options.data), (connectionString) =>
    rebuildIn({ kind: 'connection-string', connectionString }, siteKeyOf(options)),
  );
}

/** Lines are made only of records that the app wrote, and its key tells which those are. */
function siteKeyOf({ data }: RebuildOptions): SiteKey {
  return requiredSiteKey(data, process.env, texts.run.worklist.needsKey);
}

async function rebuildIn(storage: StorageSettings, siteKey: SiteKey): Promise<number> {
  const store = openStore({ storage, incomingContainer: 'incoming', siteKey });
  await Promise.all([store.worklist.ensure(), store.patients.ensure()]);
  const { studies, refusals, processing, changed } = await rebuildWorklist(store);
  for (const problem of changed) say(problem);
  process.stdout.write(`${texts.run.worklist.rebuilt(studies, refusals, processing)}\n`);
  return changed.length === 0 ? exitCodes.done : exitCodes.failed;
}
