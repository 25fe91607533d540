import { isId } from '../../../domain/kernel/ids';
import { lookUpIdentity } from '../../../operations/study/lookUpIdentity';
import { openStore } from '../../../storage/store';
import { actorHere } from '../../site/actorHere';
import { type PlaceOptions, withLog } from '../../site/logPlace';
import { settingsOfPlace } from '../../site/siteOfPlace';
import { CliError, UsageError } from '../../terminal/errors';
import { say } from '../../terminal/say';

interface IdentityOptions extends PlaceOptions {
  readonly purpose: string;
}

/** `triage identity STUDY`: whom a study shows. */
export async function identity(studyId: string, options: IdentityOptions): Promise<void> {
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
}
