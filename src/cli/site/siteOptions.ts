import type { Command } from 'commander';
import { texts } from '../language/declared';
import { dataOption, type WithoutData } from '../terminal/options';

/**
 * The options that name the site of a command.
 *
 * @param otherwise what is used if no data folder is named
 * @param may what the identity must be allowed to do with the account
 */
export function addSiteOptions(command: Command, otherwise: WithoutData, may: 'read' | 'write'): Command {
  return command
    .addOption(dataOption(otherwise).conflicts(['connection', 'account']))
    .option('--connection <string>', texts.options.connection)
    .option('--account <name|url>', texts.options.account[may]);
}

/** The options that name an audit log. */
export function addPlaceOptions(command: Command): Command {
  return addSiteOptions(command, 'log', 'read');
}
