import { ChangedOutsideError } from '../../../domain/kernel/changedOutside';
import { isId } from '../../../domain/kernel/ids';
import { refusalCodeSchema } from '../../../domain/reasons/refusalCode';
import { words } from '../../../domain/words/words';
import { standsRefused } from '../../../domain/worklist/worklist';
import {
  createFindRetry,
  createRetryFile,
  type Retry,
  type RetryFileDeps,
} from '../../../operations/intake/retryFile';
import { openStore, type Store } from '../../../storage/store';
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
    throw new UsageError('Name files by the ids of their arrivals, or use --reason CODE or --all.');
  if (!named.every((id) => isId(id))) throw new UsageError('The id of an arrival is 64 hexadecimal digits.');
  if (reason !== undefined && !refusalCodeSchema.safeParse(reason).success)
    throw new UsageError(`No file is refused as "${reason}": the worklist shows the codes.`);
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
  say(`Nothing was changed (files to try again: ${counts.done}). Add --yes to do it.`);
  return counts;
}

async function retryAll(store: Store, ids: readonly string[]): Promise<Counts> {
  const actor = localActor();
  const retryFile = createRetryFile(depsOf(store));
  const counts = await each(store, ids, (found) => retryFile(found, actor));
  say(`Files that are tried again: ${counts.done}; not tried again: ${counts.not}.`);
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
    say(`${arrivalId} is not tried again: ${why}`);
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
  if (found.kind === 'unfinished') return 'no outcome yet; started anew, unless it runs';
  const from = found.where === 'incoming' ? '' : ' from its copy in quarantine';
  return `refused (${found.reason}); put into incoming anew${from}`;
}

async function unlessChanged(find: () => Promise<Retry>): Promise<Retry | ChangedOutsideError> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof ChangedOutsideError) return error;
    throw error;
  }
}
