import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { manifestFile } from '../../../audit/proof/fileManifest';
import { type PlaceOptions, withLog } from '../../site/logPlace';
import { UsageError } from '../../terminal/errors';
import { say } from '../../terminal/say';
import { exportAudit } from './support/exportAudit';
import { pinnedKey } from './support/pinnedKey';
import { signerAtHand } from './support/signerAtHand';

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
    const signer = await signerAtHand(options.data, process.env, key.name);
    const { files, isSigned } = await exportAudit(place, target, key, { ...options, signer });
    say(`Wrote ${files} files to ${target}. To verify them: triage audit verify ${folder} --key KEY`);
    if (!isSigned)
      say(
        `${manifestFile} lists the files with their hashes, but is not signed, since the key that signed the log is not at hand: keep it apart from the folder.`,
      );
    say('The folder names no patient, but its salts tie entries to studies: give it to auditors only.');
  });
}
