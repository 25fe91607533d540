import { createAuditSealer } from '../../../app/auditSealer';
import { openStore } from '../../../storage/store';
import { texts } from '../../language/language';
import { type LogPlace, type PlaceOptions, withLog } from '../../site/logPlace';
import { sealWaiting } from '../../site/sealWaiting';
import { settingsOfPlace } from '../../site/siteOfPlace';
import { CliError } from '../../terminal/errors';
import { say } from '../../terminal/say';

/** `triage audit seal`: does at once what the app does some seconds after each record. */
export async function seal(options: PlaceOptions): Promise<void> {
  await withLog(undefined, options, (place) => sealIn(place, options));
}

async function sealIn(place: LogPlace, options: PlaceOptions): Promise<void> {
  const settings = settingsOfPlace(place, options);
  const { audit, siteKey } = settings;
  if (audit.key === undefined) throw new CliError(texts.audit.seal.noKey);
  const { auditLog } = openStore(settings);
  const sealer = createAuditSealer({ audit, siteKey, auditLog, now: () => new Date().toISOString() });
  const added = await sealWaiting(sealer, say);
  if (added === undefined) throw new CliError(texts.audit.seal.busy);
  process.stdout.write(`${texts.audit.seal.done(added)}\n`);
}
