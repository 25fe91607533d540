import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { addPlaceOptions, type PlaceOptions, withLog } from '../../site/logPlace';
import { UsageError } from '../../terminal/errors';
import { say } from '../../terminal/say';
import { exportAudit } from './support/exportAudit';
import { keyOption, pinnedKey } from './support/pinnedKey';

interface ExportOptions extends PlaceOptions {
  readonly key?: string;
  readonly inputs?: boolean;
  readonly models?: string;
}

/** `triage audit export DIR`. */
export function addExportCommand(audit: Command): void {
  const command = audit
    .command('export')
    .description('write the whole log, and what it speaks of, into a folder that can be verified anywhere')
    .argument('<folder>', 'a folder that is empty or does not exist');
  addPlaceOptions(command)
    .addOption(keyOption())
    .option(
      '--inputs',
      'also the files that arrived, as far as they are still there: they say whom they show',
    )
    .option('--models <dir>', 'folder of the models (default: that of the app)')
    .action(async (folder: string, options: ExportOptions) => {
      const target = path.resolve(folder);
      if (existsSync(target) && readdirSync(target).length > 0)
        throw new UsageError(`${target} is not empty: name a folder that is.`);
      await withLog(undefined, options, async (place) => {
        const key = pinnedKey(options.key, place);
        const written = await exportAudit(place, target, key, options);
        say(`Wrote ${written} files to ${target}. To verify them: triage audit verify ${folder} --key KEY`);
        say('The folder names nobody, but its salts tie entries to studies: hand it to auditors only.');
      });
    });
}
