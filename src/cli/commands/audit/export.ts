import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { manifestFile } from '../../../audit/proof/fileManifest';
import { texts } from '../../language/language';
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
    throw new UsageError(texts.errors.file.notEmpty(target));
  await withLog(undefined, options, async (place) => {
    const key = pinnedKey(options.key, place);
    const signer = await signerAtHand(options.data, process.env, key.name);
    const { files, isSigned } = await exportAudit(place, target, key, { ...options, signer });
    say(texts.audit.export.done(files, target, folder));
    if (!isSigned) say(texts.audit.export.unsigned(manifestFile));
    say(texts.audit.export.namesNobody);
  });
}
