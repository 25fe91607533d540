import type { Command } from 'commander';
import { isId } from '../../../domain/kernel/ids';
import { lookUpIdentity } from '../../../operations/study/lookUpIdentity';
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
      const store = openStore(settingsOfPlace(place, options));
      const actor = actorHere();
      const deps = { ...store, now: () => new Date().toISOString() };
      const found = await lookUpIdentity(deps, studyId, actor, options.purpose);
      if (found === undefined) throw new CliError('There is no study with this id, or it was erased.');
      for (const identity of found) process.stdout.write(`${JSON.stringify(identity)}\n`);
      say('That you looked is recorded.');
    });
  });
}
