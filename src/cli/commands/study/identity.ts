import type { Command } from 'commander';
import { isId } from '../../../domain/kernel/ids';
import { createLookUpIdentity } from '../../../operations/study/lookUpIdentity';
import { openStore } from '../../../storage/store';
import { actorHere } from '../../site/actorHere';
import { addPlaceOptions, type PlaceOptions, withLog } from '../../site/logPlace';
import { settingsOfPlace } from '../../site/siteOfPlace';
import { CliError, UsageError } from '../../terminal/errors';
import { say } from '../../terminal/say';

interface IdentityOptions extends PlaceOptions {
  readonly purpose: string;
}

/** `triage identity STUDY`: whom a study shows. */
export function addIdentityCommand(program: Command): void {
  const command = program
    .command('identity')
    .description('say whom a study shows; that you looked, and why, goes into the audit log first')
    .argument('<study>', 'the id of a study')
    .requiredOption('--purpose <text>', 'why you look, for the audit log; name nobody in it');
  addPlaceOptions(command).action(async (studyId: string, options: IdentityOptions) => {
    if (!isId(studyId)) throw new UsageError('A study id is 64 hexadecimal digits.');
    await withLog(undefined, options, async (place) => {
      const { identity, audit } = openStore(settingsOfPlace(place, options));
      const now = () => new Date().toISOString();
      const lookUpIdentity = createLookUpIdentity({ identity, audit, now });
      const found = await lookUpIdentity(studyId, actorHere(), options.purpose);
      if (found === undefined) throw new CliError('There is no study with this id, or it was erased.');
      for (const one of found) process.stdout.write(`${JSON.stringify(one)}\n`);
      say('That you looked is recorded.');
    });
  });
}
