import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { type PlaceOptions, withLog } from '../../site/logPlace';
import { UsageError } from '../../terminal/errors';
import { say } from '../../terminal/say';
import { exportAudit } from './support/exportAudit';
import { pinnedKey } from './support/pinnedKey';

interface ExportOptions extends PlaceOptions {
  readonly key?: string;
  readonly inputs?: boolean;
  readonly models?: string;
}

/** `triage audit export DIR`. */
export async function exportLog(folder: string, options: ExportOptions): Promise<void> {
  const target = path.resolve(folder);
  if (existsSync(target) && readdirSync(target).length > 0)
    throw new UsageError(`${target} is not empty: name a folder that is.`);
  await withLog(undefined, options, async (place) => {
    const key = pinnedKey(options.key, place);
    const written = await exportAudit(place, target, key, options);
    say(`Wrote ${written} files to ${target}. To verify them: triage audit verify ${folder} --key KEY`);
    say('The folder names no patient, but its salts tie entries to studies: give it to auditors only.');
  });
}
