import { isId } from '../../../domain/kernel/ids';
import { createLookUpIdentity } from '../../../operations/study/lookUpIdentity';
import { openStore } from '../../../storage/store';
import { localActor } from '../../site/localActor';
import { type PlaceOptions, withLog } from '../../site/logPlace';
import { settingsOfPlace } from '../../site/siteOfPlace';
import { CliError, UsageError } from '../../terminal/errors';
import { say } from '../../terminal/say';

interface IdentityOptions extends PlaceOptions {
  readonly purpose: string;
}

/** `triage identity STUDY`: the patient that a study shows. */
export async function identity(studyId: string, options: IdentityOptions): Promise<void> {
  if (!isId(studyId)) throw new UsageError('A study id is 64 hexadecimal digits.');
  await withLog(undefined, options, async (place) => {
    const { identity, audit, results } = openStore(settingsOfPlace(place, options));
    const now = () => new Date().toISOString();
    const lookUpIdentity = createLookUpIdentity({ identity, audit, results, now });
    const found = await lookUpIdentity(studyId, localActor(), options.purpose);
    if (found === undefined) throw new CliError('There is no study with this id, or it was erased.');
    for (const one of found) process.stdout.write(`${JSON.stringify(one)}\n`);
    say('Your access is recorded.');
  });
}
