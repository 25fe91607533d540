import { isId } from '../../../domain/kernel/identifiers/ids';
import { refusalCodeSchema } from '../../../domain/reasons/refusalCode';
import { standsRefused } from '../../../domain/worklist/worklist';
import { createDismissFile } from '../../../operations/intake/dismissFile';
import { openStore, type Store } from '../../../storage/store';
import { texts, words } from '../../language/language';
import { localActor } from '../../site/localActor';
import { type PlaceOptions, withLog } from '../../site/logPlace';
import { settingsOfPlace } from '../../site/siteOfPlace';
import { UsageError } from '../../terminal/errors';
import { exitCodes } from '../../terminal/exitCodes';
import { say } from '../../terminal/say';

interface DismissOptions extends PlaceOptions {
  readonly because: string;
  readonly reason?: string;
  readonly yes?: boolean;
}

/** `triage dismiss`: takes refused files off the list. */
export async function dismiss(named: readonly string[], options: DismissOptions): Promise<number> {
  const { reason, because } = options;
  if (named.length > 0 === (reason !== undefined)) throw new UsageError(texts.errors.id.filesOrReason);
  if (!named.every((id) => isId(id))) throw new UsageError(texts.errors.id.arrival);
  if (reason !== undefined && !refusalCodeSchema.safeParse(reason).success)
    throw new UsageError(texts.errors.id.noReason(reason));
  return withLog(undefined, options, async (place) => {
    const store = openStore(settingsOfPlace(place, options));
    const ids = named.length > 0 ? named : await refusedFor(store, reason);
    if (options.yes) return dismissAll(store, ids, because);
    for (const arrivalId of ids) process.stdout.write(`${arrivalId}\n`);
    say(texts.files.addYes.dismiss(ids.length));
    return exitCodes.done;
  });
}

async function refusedFor({ worklist }: Store, reason: string | undefined): Promise<string[]> {
  const lines = await worklist.refusals();
  return lines
    .filter((line) => standsRefused(line) && line.reason === reason)
    .map(({ arrivalId }) => arrivalId);
}

async function dismissAll(store: Store, ids: readonly string[], because: string): Promise<number> {
  const { arrivals, quarantine, audit, renewRow } = store;
  const renew = (arrivalId: string) => renewRow('refusal', arrivalId);
  const dismissOne = createDismissFile({
    arrivals,
    quarantine,
    renew,
    audit,
    now: () => new Date().toISOString(),
  });
  let not = 0;
  for (const arrivalId of new Set(ids)) {
    const why = await dismissOne(arrivalId, because, localActor());
    if (why === undefined) process.stdout.write(`${arrivalId}  ${texts.files.dismiss.done}\n`);
    else {
      not += 1;
      say(texts.files.dismiss.not(arrivalId, words.notDismissed[why]));
    }
  }
  return not === 0 ? exitCodes.done : exitCodes.failed;
}
