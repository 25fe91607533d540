import type { Command } from 'commander';
import { addOutputOptions } from '../../results/outputs';
import { addSiteOptions } from '../../site/siteOptions';
import { stateFolder } from '../../site/stateFolder';
import { lazily } from '../../terminal/lazily';
import {
  appOption,
  dataOption,
  dataOptionOr,
  defaultPort,
  portOption,
  stallTimeoutOption,
  storagePortsOption,
} from '../../terminal/options';

/** `triage demo`: the whole service on generated pictures. */
export function addDemoCommand(program: Command): void {
  const demo = program
    .command('demo')
    .description('process synthetic X-rays through the whole app, then serve the worklist page')
    .option('--exit', 'end after the results instead of serving the page');
  addOutputOptions(demo)
    .addOption(dataOption('a temporary one, removed afterwards'))
    .addOption(portOption(defaultPort))
    .addOption(appOption())
    .addOption(stallTimeoutOption())
    .action(lazily(async () => (await import('./demo.ts')).demo));
}

/** `triage local`: serves until Ctrl-C. */
export function addLocalCommand(program: Command): void {
  program
    .command('local')
    .description('run the app on this machine until Ctrl-C; what it knows is still there the next time')
    .addOption(dataOptionOr(stateFolder()))
    .addOption(portOption(defaultPort))
    .addOption(appOption())
    .option(
      '--storage <connection>',
      'a storage account or an Azurite that runs already, in place of its own',
    )
    .addOption(storagePortsOption().conflicts('storage'))
    .action(lazily(async () => (await import('./local.ts')).local));
}

/** `triage upload`: many files into a storage account, with as many attempts as needed. */
export function addUploadCommand(program: Command): void {
  program
    .command('upload')
    .description(
      'put image files into the container of a storage account; can be repeated until all are there',
    )
    .argument('<folder...>', 'folders with everything below them, or files')
    .addOption(dataOption('none').conflicts(['connection', 'account']))
    .option('--container <name>', 'where the files go', 'incoming')
    .option('--source <name>', 'where they came from (default: the first folder below the named one)')
    .option('--connection <string>', "the account's connection string (default: AzureWebJobsStorage)")
    .option(
      '--account <name|url>',
      'an account that your identity may write to (az login, or a managed identity)',
    )
    .addHelpText(
      'after',
      '\nA blob is named by the hash of its content (SHA-256), never by the name of the file, which may name a patient.\nIts folder is the source that the accounts count by.\nWith --data the files go to a data folder: a running "triage local" takes them at once.\nA file that is already there is not sent again.',
    )
    .action(lazily(async () => (await import('./upload.ts')).upload));
}

/** `triage worklist …`: maintenance of the index behind the worklist. */
export function addWorklistCommand(program: Command): void {
  const worklist = program.command('worklist').description('manage the index of the worklist');
  const rebuild = worklist
    .command('rebuild')
    .description('rebuild the worklist from the records of studies and refused files');
  addSiteOptions(rebuild, 'the storage account that --connection or --account names', 'write to').action(
    lazily(async () => (await import('./worklist.ts')).rebuild),
  );
}
