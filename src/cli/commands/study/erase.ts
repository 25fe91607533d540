import { text } from 'node:stream/consumers';
import { isId } from '../../../domain/kernel/identifiers/ids';
import { createEraseRefused, createEraseStudy } from '../../../operations/study/eraseStudy';
import { createRecordLook } from '../../../operations/study/lookUpIdentity';
import { openStore, type Store } from '../../../storage/store';
import { texts } from '../../language/language';
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
  if (!named.every((id) => isId(id))) throw new UsageError(texts.errors.id.study);
  const studies = options.patient ? await studiesOfPatient(store, (await text(process.stdin)).trim()) : named;
  if (options.patient) await recordLooks(store, studies, options.reason);
  const refused = options.refused ?? [];
  if (!refused.every((id) => isId(id))) throw new UsageError(texts.errors.id.arrival);
  if (studies.length + refused.length === 0) throw new CliError(texts.studies.erase.nothing);
  if (!options.yes) {
    for (const id of [...studies, ...refused]) process.stdout.write(`${id}\n`);
    say(texts.studies.erase.addYes(studies.length, refused.length));
    return;
  }
  const actor = localActor();
  const { identity, arrivals, audit, begun, erase: eraser } = store;
  const eraseRefused = createEraseRefused({ arrivals, audit, erase: eraser, now });
  const eraseStudy = createEraseStudy({ identity, audit, begun, erase: eraser, now });
  for (const arrivalId of refused) {
    if (!(await eraseRefused(arrivalId, actor, options.reason)))
      throw new CliError(texts.studies.erase.noRefused(arrivalId));
    process.stdout.write(`${arrivalId}  ${texts.studies.erase.refused}\n`);
  }
  for (const study of studies) {
    const erased = await eraseStudy(study, actor, options.reason);
    if (erased === undefined) throw new CliError(texts.studies.erase.noStudy(study));
    process.stdout.write(`${study}  ${texts.studies.erase.study(erased.images, erased.files)}\n`);
    if (erased.insideExports > 0) say(texts.studies.erase.insideExports(erased.insideExports));
  }
}

/** For the audit log, which is English. */
function purposeOf(reason: string): string {
  return `erase: ${reason}`;
}

/** Finding a patient's studies means looking up whom they show. */
async function recordLooks(
  { identity, audit }: Store,
  studies: readonly string[],
  reason: string,
): Promise<void> {
  const actor = localActor();
  const recordLook = createRecordLook({ identity, audit, now });
  for (const study of studies) await recordLook(study, actor, purposeOf(reason));
}

async function studiesOfPatient({ identity }: Store, patientId: string): Promise<string[]> {
  if (patientId === '') throw new UsageError(texts.studies.erase.patientId);
  const studies = new Set<string>();
  for await (const { studyId, identity: who } of identity.all())
    if (who.patientId?.trim() === patientId) studies.add(studyId);
  return [...studies];
}
