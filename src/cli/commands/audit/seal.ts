import type { Command } from 'commander';
import { createAuditSealer } from '../../../app/auditSealer';
import { openStore } from '../../../storage/store';
import { addPlaceOptions, type LogPlace, type PlaceOptions, withLog } from '../../site/logPlace';
import { sealWaiting } from '../../site/sealWaiting';
import { settingsOfPlace } from '../../site/siteOfPlace';
import { CliError } from '../../terminal/errors';
import { say } from '../../terminal/say';

/** `triage audit seal`: what the app does every five seconds, now. */
export function addSealCommand(audit: Command): void {
  const command = audit
    .command('seal')
    .description(
      'seal the records that wait, and sign for them; the app does it every five seconds by itself',
    );
  addPlaceOptions(command).action(async (options: PlaceOptions) => {
    await withLog(undefined, options, (place) => seal(place, options));
  });
}

async function seal(place: LogPlace, options: PlaceOptions): Promise<void> {
  const settings = settingsOfPlace(place, options);
  if (settings.audit.key === undefined)
    throw new CliError(
      'No key is set to sign with: set TRIAGE_AUDIT_KEY_FILE or TRIAGE_AUDIT_KEY_VAULT_KEY.',
    );
  const sealer = createAuditSealer(settings, openStore(settings), () => new Date().toISOString());
  const added = await sealWaiting(sealer, say);
  if (added === undefined)
    throw new CliError('Another sequencer is at work and does not end: try again in a minute.');
  process.stdout.write(`Sealed ${added} records.\n`);
}
