import { setTimeout as sleep } from 'node:timers/promises';
import type { ContainerClient } from '@azure/storage-blob';
import type { Outcome } from '../../domain/intake/arrival';
import { arrivalIdOf, type SiteKey } from '../../domain/kernel/identifiers/ids';
import { ChangedOutsideError } from '../../domain/kernel/sealing/changedOutside';
import type { Arrivals } from '../../storage/incoming/arrivals';
import { dropFile } from '../files/dropFile';
import type { Found } from '../files/findFiles';
import { texts } from '../language/language';
import { CliError, diskProblem, InterruptedError, storageProblem } from '../terminal/errors';
import { inParallel } from '../terminal/inParallel';

/** The result of one file of a batch, or of one file of an export in it. */
export type Ended =
  | {
      readonly file: string;
      readonly outcome: Outcome;
      readonly milliseconds: number;
      /** For a file of an export: the export, and the file's position in it. */
      readonly within?: { readonly file: string; readonly index: number };
    }
  | { readonly file: string; readonly problem: string };

/** A dropped file without an outcome yet. */
interface Waiting {
  readonly file: string;
  readonly since: number;
  readonly within?: { readonly file: string; readonly index: number };
}

export interface Submission {
  readonly files: readonly Found[];
  readonly incoming: ContainerClient;
  readonly arrivals: Pick<Arrivals, 'finished' | 'outcome' | 'read' | 'export' | 'exportPage'>;
  readonly siteKey: SiteKey;
  /** After this long without progress, the rest is given up. */
  readonly stallTimeoutMs: number;
  readonly signal: AbortSignal;
  /** Settles when the app is gone. */
  readonly gone: Promise<Error | undefined>;
}

const uploadsAtOnce = 4;
const pollMilliseconds = 200;
/** Up to this many open files are queried one by one; for more, one listing is used. */
const askOneByOne = 24;

/** Some files have no outcome although nothing is happening any more. */
export class StalledError extends CliError {
  override readonly name = 'StalledError';

  constructor(
    readonly open: readonly { readonly file: string; readonly noticed: boolean }[],
    readonly afterMilliseconds: number,
  ) {
    super(texts.run.stalled(open.length, Math.round(afterMilliseconds / 1000)));
  }
}

/**
 * Drops the files where a PACS would drop them, and yields each one as it finishes. Equal files are one
 * arrival; each of them is yielded all the same. An export is followed by the files in it.
 *
 * @throws StalledError, InterruptedError; CliError if the app is gone.
 */
export async function* submit(submission: Submission): AsyncGenerator<Ended> {
  const { arrivals, signal } = submission;
  const waiting = new Map<string, Waiting[]>();
  const ended: Ended[] = [];
  const state = { dropping: true, gone: false, failure: undefined as unknown, progressAt: Date.now() };
  void submission.gone.then(() => {
    state.gone = true;
  });
  const stop = new AbortController();
  const dropped = dropAll(submission, AbortSignal.any([signal, stop.signal]), waiting, ended, state);
  try {
    while (state.dropping || waiting.size > 0 || ended.length > 0 || state.failure !== undefined) {
      if (signal.aborted) throw new InterruptedError();
      if (state.failure !== undefined) throw state.failure;
      if (state.gone) throw new CliError(texts.run.appGone);
      const began = Date.now();
      for await (const [arrivalId, outcome] of finishedOf(arrivals, waiting)) {
        const files = waiting.get(arrivalId) ?? [];
        waiting.delete(arrivalId);
        if (outcome instanceof ChangedOutsideError) {
          for (const { file } of files) ended.push({ file, problem: outcome.message });
          continue;
        }
        for (const { since, ...one } of files) {
          const milliseconds = Math.max(0, Date.parse(outcome.finishedAt) - since);
          ended.push({ ...one, outcome, milliseconds });
        }
        if (outcome.outcome === 'unpacked') await awaitMembers(arrivals, arrivalId, files, waiting);
      }
      if (ended.length > 0) state.progressAt = Date.now();
      yield* ended.splice(0);
      if (Date.now() - state.progressAt > submission.stallTimeoutMs) {
        throw new StalledError(await stages(arrivals, waiting), submission.stallTimeoutMs);
      }
      await sleep(Math.max(pollMilliseconds, 5 * (Date.now() - began)), undefined, { signal }).catch(
        () => {},
      );
    }
  } finally {
    stop.abort();
    await dropped;
  }
}

/** From now on, waits for the files of an export. */
async function awaitMembers(
  arrivals: Submission['arrivals'],
  exportId: string,
  exports: readonly Waiting[],
  waiting: Map<string, Waiting[]>,
): Promise<void> {
  const { pages } = (await arrivals.export(exportId)) ?? { pages: 0 };
  for (let page = 0; page < pages; page += 1) {
    const { members } = (await arrivals.exportPage(exportId, page)) ?? { members: [] };
    for (const { arrivalId, name, index } of members) {
      const here = exports.map(({ file, since }) => ({
        file: `${file}/${name}`,
        since,
        within: { file, index },
      }));
      waiting.set(arrivalId, [...(waiting.get(arrivalId) ?? []), ...here]);
    }
  }
}

async function dropAll(
  { files, incoming, siteKey }: Submission,
  signal: AbortSignal,
  waiting: Map<string, Waiting[]>,
  ended: Ended[],
  state: { dropping: boolean; failure: unknown; progressAt: number },
): Promise<void> {
  try {
    await inParallel(files, uploadsAtOnce, async (found) => {
      if (signal.aborted) return;
      const { file } = found;
      if ('problem' in found) {
        ended.push({ file, problem: found.problem });
        return;
      }
      const since = Date.now();
      try {
        const { name, etag } = await dropFile(incoming, found.path, signal);
        if (etag === undefined) throw new CliError(texts.errors.file.notLookedAt);
        const id = arrivalIdOf(siteKey, incoming.containerName, name, etag);
        waiting.set(id, [...(waiting.get(id) ?? []), { file, since }]);
      } catch (error) {
        if (signal.aborted) return;
        ended.push({ file, problem: unreadable(error) });
      }
      state.progressAt = Date.now();
    });
  } catch (error) {
    state.failure = error;
  } finally {
    state.dropping = false;
  }
}

/** What is wrong with this one file; storage errors are rethrown, since they are not the file's. */
function unreadable(error: unknown): string {
  if (error instanceof CliError) return error.message;
  if (storageProblem(error) !== undefined) throw error;
  const problem = diskProblem(error);
  if (problem === undefined) throw error;
  return problem;
}

async function* finishedOf(
  arrivals: Submission['arrivals'],
  waiting: ReadonlyMap<string, unknown>,
): AsyncGenerator<[arrivalId: string, outcome: Outcome | ChangedOutsideError]> {
  const open = [...waiting.keys()];
  const finished = open.length > askOneByOne ? await arrivals.finished() : undefined;
  for (const id of open) {
    if (finished && !finished.has(id)) continue;
    const outcome = await arrivals.outcome(id).catch(changedOrThrow);
    if (outcome) yield [id, outcome];
  }
}

function changedOrThrow(error: unknown): ChangedOutsideError {
  if (error instanceof ChangedOutsideError) return error;
  throw error;
}

async function stages(arrivals: Submission['arrivals'], waiting: ReadonlyMap<string, readonly Waiting[]>) {
  const open: { file: string; noticed: boolean }[] = [];
  for (const [id, files] of waiting) {
    const noticed = (await arrivals.read(id)) !== undefined;
    for (const { file } of files) open.push({ file, noticed });
  }
  return open;
}
