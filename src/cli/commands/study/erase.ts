import { text } from 'node:stream/consumers';
import { isId } from '../../../domain/kernel/ids';
import { createEraseRefused, createEraseStudy } from '../../../operations/study/eraseStudy';
import { createRecordLook } from '../../../operations/study/lookUpIdentity';
import { openStore, type Store } from '../../../storage/store';
import { localActor } from '../../site/localActor';
import { type PlaceOptions, withLog } from '../../site/logPlace';
import { settingsOfPlace } from '../../site/siteOfPlace';
import { CliError, UsageError } from '../../terminal/errors';
import { say } from '../../terminal/say';

const now = () => new Date().toISOString();

interface EraseOptions extends PlaceOptions {
  readonly reason: string;
  readonly patient?: boolean;
  readonly refused?: string[];
  readonly yes?: boolean;
}

/** `triage erase`: erases a patient's data. */
export async function erase(studies: readonly string[], options: EraseOptions): Promise<void> {
  await withLog(undefined, options, (place) =>
    eraseIn(openStore(settingsOfPlace(place, options)), studies, options),
  );
}

async function eraseIn(store: Store, named: readonly string[], options: EraseOptions): Promise<void> {
  if (!named.every((id) => isId(id))) throw new UsageError('A study id is 64 hexadecimal digits.');
  const studies = options.patient ? await studiesOfPatient(store, (await text(process.stdin)).trim()) : named;
  if (options.patient) await recordLooks(store, studies, options.reason);
  const refused = options.refused ?? [];
  if (!refused.every((id) => isId(id)))
    throw new UsageError('The id of an arrival is 64 hexadecimal digits.');
  if (studies.length + refused.length === 0)
    throw new CliError('There is nothing to erase: name a study by its id, or use --patient or --refused.');
  if (!options.yes) {
    for (const id of [...studies, ...refused]) process.stdout.write(`${id}\n`);
    say(
      `These would be erased, and could not be brought back (studies: ${studies.length}, refused files: ${refused.length}). Add --yes to do it.`,
    );
    return;
  }
  const actor = localActor();
  const { identity, arrivals, audit, begun, erase: eraser } = store;
  const eraseRefused = createEraseRefused({ arrivals, audit, erase: eraser, now });
  const eraseStudy = createEraseStudy({ identity, audit, begun, erase: eraser, now });
  for (const arrivalId of refused) {
    if (!(await eraseRefused(arrivalId, actor, options.reason)))
      throw new CliError(`There is no refused file ${arrivalId}, or it was erased before.`);
    process.stdout.write(`${arrivalId}  a refused file\n`);
  }
  for (const study of studies) {
    const erased = await eraseStudy(study, actor, options.reason);
    if (erased === undefined) throw new CliError(`There is no study ${study}, or it was erased before.`);
    process.stdout.write(`${study}  ${erased.images} images, ${erased.files} files\n`);
    if (erased.insideExports > 0)
      say(
        `${erased.insideExports} files of it came inside exports, which are still in the incoming container and hold others as well: remove those there.`,
      );
  }
}

/** Finding a patient's studies means looking up whom they show. */
async function recordLooks(
  { identity, audit }: Store,
  studies: readonly string[],
  reason: string,
): Promise<void> {
  const actor = localActor();
  const recordLook = createRecordLook({ identity, audit, now });
  for (const study of studies) await recordLook(study, actor, `to erase: ${reason}`);
}

async function studiesOfPatient({ identity }: Store, patientId: string): Promise<string[]> {
  if (patientId === '')
    throw new UsageError('Write the Patient ID to standard input: a command line is kept in many places.');
  const studies = new Set<string>();
  for await (const { studyId, identity: who } of identity.all())
    if (who.patientId?.trim() === patientId) studies.add(studyId);
  return [...studies];
}
