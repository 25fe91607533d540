import type { Command } from 'commander';
import { dataOption } from '../terminal/options';

/**
 * The options that name the site of a command.
 *
 * @param otherwise what is used if no data folder is named
 * @param may what the identity must be allowed to do with the account, as in "read"
 */
export function addSiteOptions(command: Command, otherwise: string, may: string): Command {
  return command
    .addOption(dataOption(`none; ${otherwise}`).conflicts(['connection', 'account']))
    .option('--connection <string>', "the account's connection string (default: AzureWebJobsStorage)")
    .option('--account <name|url>', `an account that your identity may ${may}`);
}

/** The options that name an audit log. */
export function addPlaceOptions(command: Command): Command {
  const otherwise = 'an exported folder, or the account that --connection or --account names';
  return addSiteOptions(command, otherwise, 'read');
}
