import { isId } from '../../../domain/kernel/identifiers/ids';
import { createLookUpIdentity } from '../../../operations/study/lookUpIdentity';
import { openStore } from '../../../storage/store';
import { texts } from '../../language/language';
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
  if (!isId(studyId)) throw new UsageError(texts.errors.id.study);
  await withLog(undefined, options, async (place) => {
    const { identity, audit, results } = openStore(settingsOfPlace(place, options));
    const now = () => new Date().toISOString();
    const lookUpIdentity = createLookUpIdentity({ identity, audit, results, now });
    const found = await lookUpIdentity(studyId, localActor(), options.purpose);
    if (found === undefined) throw new CliError(texts.errors.id.noStudy);
    for (const one of found) process.stdout.write(`${JSON.stringify(one)}\n`);
    say(texts.studies.logged);
  });
}
