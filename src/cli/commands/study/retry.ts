import { isId } from '../../../domain/kernel/identifiers/ids';
import { ChangedOutsideError } from '../../../domain/kernel/sealing/changedOutside';
import { refusalCodeSchema } from '../../../domain/reasons/refusalCode';
import { standsRefused } from '../../../domain/worklist/worklist';
import {
  createFindRetry,
  createRetryFile,
  type Retry,
  type RetryFileDeps,
} from '../../../operations/intake/retryFile';
import { openStore, type Store } from '../../../storage/store';
import { texts, words } from '../../language/language';
import { localActor } from '../../site/localActor';
import { type PlaceOptions, withLog } from '../../site/logPlace';
import { settingsOfPlace } from '../../site/siteOfPlace';
import { UsageError } from '../../terminal/errors';
import { exitCodes } from '../../terminal/exitCodes';
import { say } from '../../terminal/say';

interface RetryOptions extends PlaceOptions {
  readonly reason?: string;
  readonly all?: boolean;
  readonly yes?: boolean;
}

type Possible = Exclude<Retry, { kind: 'none' }>;

/** @returns false if what the file's name holds has changed meanwhile */
type Act = (found: Possible) => Promise<boolean>;

function depsOf({ arrivals, quarantine, resend, gate, worklist, audit }: Store): RetryFileDeps {
  return { arrivals, quarantine, resend, gate, worklist, audit, now: () => new Date().toISOString() };
}

/** `triage retry`: has files tried again. */
export async function retry(named: readonly string[], options: RetryOptions): Promise<number> {
  checkUsage(named, options);
  return withLog(undefined, options, async (place) => {
    const store = openStore(settingsOfPlace(place, options));
    const ids = named.length > 0 ? named : await refusedFiles(store, options);
    const { not, changedOutside } = await (options.yes ? retryAll(store, ids) : showAll(store, ids));
    // Of all refused files, some never can be.
    const failed = named.length > 0 ? not : changedOutside;
    return failed > 0 ? exitCodes.failed : exitCodes.done;
  });
}

function checkUsage(named: readonly string[], { reason, all }: RetryOptions): void {
  if ([named.length > 0, reason !== undefined, all].filter(Boolean).length !== 1)
    throw new UsageError(texts.files.retry.choose);
  if (!named.every((id) => isId(id))) throw new UsageError(texts.errors.id.arrival);
  if (reason !== undefined && !refusalCodeSchema.safeParse(reason).success)
    throw new UsageError(texts.errors.id.noReason(reason));
}

/** Ids of the files that stand refused, latest first. */
async function refusedFiles({ worklist }: Store, { reason }: RetryOptions): Promise<string[]> {
  const lines = await worklist.refusals();
  return lines
    .filter((line) => standsRefused(line) && (reason === undefined || line.reason === reason))
    .map(({ arrivalId }) => arrivalId);
}

/** Says what would be done, and does none of it. */
async function showAll(store: Store, ids: readonly string[]): Promise<Counts> {
  const counts = await each(store, ids, async () => true);
  say(texts.files.addYes.retry(counts.done));
  return counts;
}

async function retryAll(store: Store, ids: readonly string[]): Promise<Counts> {
  const actor = localActor();
  const retryFile = createRetryFile(depsOf(store));
  const counts = await each(store, ids, (found) => retryFile(found, actor));
  say(texts.files.retry.done(counts.done, counts.not));
  return counts;
}

interface Counts {
  readonly done: number;
  readonly not: number;
  /** Of those that are not tried again. */
  readonly changedOutside: number;
}

/** One line for each file. One that is not tried again does not keep the others from it. */
async function each(store: Store, ids: readonly string[], act: Act): Promise<Counts> {
  const findRetry = createFindRetry(depsOf(store));
  const counts = { done: 0, not: 0, changedOutside: 0 };
  const skip = (arrivalId: string, why: string) => {
    counts.not += 1;
    say(texts.files.retry.not(arrivalId, why));
  };
  for (const arrivalId of new Set(ids)) {
    const found = await unlessChanged(() => findRetry(arrivalId));
    if (found instanceof ChangedOutsideError) {
      counts.changedOutside += 1;
      skip(arrivalId, found.message);
    } else if (found.kind === 'none') skip(arrivalId, `${words.notRetried[found.why]}.`);
    else if (await act(found)) {
      counts.done += 1;
      process.stdout.write(`${arrivalId}  ${wordsOf(found)}\n`);
    } else skip(arrivalId, `${words.notRetried.replaced}.`);
  }
  return counts;
}

function wordsOf(found: Possible): string {
  const said = texts.files.retry;
  if (found.kind === 'unfinished') return said.unfinished;
  return found.where === 'incoming' ? said.again(found.reason) : said.fromCopy(found.reason);
}

async function unlessChanged(find: () => Promise<Retry>): Promise<Retry | ChangedOutsideError> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof ChangedOutsideError) return error;
    throw error;
  }
}
