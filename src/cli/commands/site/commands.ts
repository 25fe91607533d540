import type { Command } from 'commander';
import { texts } from '../../language/declared';
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
    .description(texts.help.site.demo.description)
    .option('--exit', texts.help.site.demo.exit);
  addOutputOptions(demo)
    .addOption(dataOption('temporary'))
    .addOption(portOption(defaultPort))
    .addOption(appOption())
    .addOption(stallTimeoutOption())
    .action(lazily(async () => (await import('./demo.ts')).demo));
}

/** `triage local`: serves until Ctrl-C. */
export function addLocalCommand(program: Command): void {
  program
    .command('local')
    .description(texts.help.site.local.description)
    .addOption(dataOptionOr(stateFolder()))
    .addOption(portOption(defaultPort))
    .addOption(appOption())
    .option('--storage <connection>', texts.help.site.local.storage)
    .addOption(storagePortsOption().conflicts('storage'))
    .action(lazily(async () => (await import('./local.ts')).local));
}

/** `triage upload`: many files into a storage account, with as many attempts as needed. */
export function addUploadCommand(program: Command): void {
  program
    .command('upload')
    .description(texts.help.site.upload.description)
    .argument('<folder...>', texts.help.site.upload.folder)
    .addOption(dataOption('none').conflicts(['connection', 'account']))
    .option('--container <name>', texts.help.site.upload.container, 'incoming')
    .option('--source <name>', texts.help.site.upload.source)
    .option('--connection <string>', texts.help.site.upload.connection)
    .option('--account <name|url>', texts.help.site.upload.account)
    .addHelpText('after', texts.help.site.upload.after)
    .action(lazily(async () => (await import('./upload.ts')).upload));
}

/** `triage worklist …`: maintenance of the index behind the worklist. */
export function addWorklistCommand(program: Command): void {
  const worklist = program.command('worklist').description(texts.help.site.worklist.description);
  const rebuild = worklist.command('rebuild').description(texts.help.site.rebuild.description);
  addSiteOptions(rebuild, 'account', 'write').action(
    lazily(async () => (await import('./worklist.ts')).rebuild),
  );
}
