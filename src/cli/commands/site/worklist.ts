import path from 'node:path';
import type { Command } from 'commander';
import type { StorageSettings } from '../../../settings/settings';
import { containers } from '../../../storage/containers';
import { rebuildWorklist } from '../../../storage/rebuildWorklist';
import { openStore } from '../../../storage/store';
import { withLocalStorage } from '../../site/localStorage';
import { openStorage, type StorageChoice, storageSettingsOf } from '../../site/storageAccess';
import { CliError } from '../../terminal/errors';
import { dataOption } from '../../terminal/options';

interface RebuildOptions extends StorageChoice {
  readonly data?: string;
}

/** `triage worklist …`: what can be done with the index behind the worklist. */
export function addWorklistCommand(program: Command): void {
  const worklist = program.command('worklist').description('look after the index behind the worklist');
  worklist
    .command('rebuild')
    .description('make the worklist anew from the records of studies and refused files')
    .addOption(
      dataOption('none; the storage account that --connection or --account names').conflicts([
        'connection',
        'account',
      ]),
    )
    .option('--connection <string>', "the account's connection string (default: AzureWebJobsStorage)")
    .option('--account <name|url>', 'an account that your identity may write to')
    .action(async (options: RebuildOptions) => {
      await rebuild(options);
    });
}

async function rebuild(options: RebuildOptions): Promise<void> {
  if (options.data === undefined) {
    const settings = storageSettingsOf(options, process.env);
    const clients = await openStorage(settings, containers.results);
    if (!(await clients.blobs.getContainerClient(containers.results).exists())) {
      throw new CliError(
        'The account holds no results: the worklist is made from them. Is it the right one?',
      );
    }
    return rebuildIn(settings);
  }
  await withLocalStorage(path.resolve(options.data), (connectionString) =>
    rebuildIn({ kind: 'connection-string', connectionString }),
  );
}

async function rebuildIn(storage: StorageSettings): Promise<void> {
  const store = openStore({ storage, incomingContainer: 'incoming' });
  await store.worklist.ensure();
  const { studies, refusals, processing } = await rebuildWorklist(store);
  const rest = processing === 0 ? '' : `, ${processing} files without an outcome yet`;
  process.stdout.write(`The worklist is made anew: ${studies} studies, ${refusals} refused files${rest}.\n`);
}
