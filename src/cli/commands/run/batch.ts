import { ChangedOutsideError } from '../../../domain/kernel/sealing/changedOutside';
import type { Found } from '../../files/findFiles';
import { texts, words } from '../../language/language';
import { type FileResult, readResult } from '../../results/fileResult';
import { type ChosenOutput, outputText } from '../../results/outputs';
import { type Ended, StalledError, submit } from '../../results/submit';
import type { Site } from '../../site/openSite';
import { exitCodes } from '../../terminal/exitCodes';
import { inParallel } from '../../terminal/inParallel';
import { printable } from '../../terminal/printable';
import { showProgress } from '../../terminal/progress';
import { say } from '../../terminal/say';

export interface BatchOptions {
  /** How the results are printed. */
  readonly output: ChosenOutput;
  /** Sorts the table by urgency instead of by the order of the files. */
  readonly byUrgency?: boolean;
  readonly describe?: (file: string) => string | undefined;
  readonly stallTimeoutSeconds: number;
  readonly signal: AbortSignal;
}

const readsAtOnce = 8;
const shownOpenFiles = 20;

/**
 * Sends the files through a running site and prints the results. Finished files are printed even if the rest
 * does not finish.
 *
 * @returns the exit code: 0 if every file is accounted for.
 */
export async function runBatch(site: Site, files: readonly Found[], options: BatchOptions): Promise<number> {
  const began = Date.now();
  const progress = showProgress(
    process.stderr,
    files.length,
    files.length === 1 ? texts.run.file : texts.run.files,
  );
  const ended: Ended[] = [];
  let total = files.length;
  let failure: unknown;
  try {
    const submission = {
      files,
      incoming: site.incoming,
      arrivals: site.store.arrivals,
      siteKey: site.settings.siteKey,
      stallTimeoutMs: options.stallTimeoutSeconds * 1000,
      signal: options.signal,
      gone: site.runtime.exited,
    };
    for await (const one of submit(submission)) {
      ended.push(one);
      if ('problem' in one) progress.say(texts.run.cannotRead(printable(one.file), one.problem));
      if ('outcome' in one && one.outcome.outcome === 'unpacked') {
        total += one.outcome.members;
        progress.grow(total);
      }
      progress.update(ended.length, counts(ended));
    }
  } catch (error) {
    failure = error;
    if (error instanceof StalledError) for (const line of openFiles(error)) progress.say(line);
  } finally {
    progress.end();
  }
  const results = await readAll(site, ended, files);
  const { output, byUrgency = false, describe } = options;
  const milliseconds = Date.now() - began;
  process.stdout.write(
    await outputText(output, results, { milliseconds, byUrgency, ...(describe ? { describe } : {}) }),
  );
  if (failure !== undefined) throw failure;
  return results.length === total ? exitCodes.done : exitCodes.failed;
}

/**
 * Reads results at the end, since the last file may have changed the study of the first. In the order in
 * which files were given; files of an export follow it.
 */
async function readAll(site: Site, ended: readonly Ended[], files: readonly Found[]): Promise<FileResult[]> {
  const results = new Map<string, FileResult>();
  const within = new Map<string, FileResult[]>();
  await inParallel(ended, readsAtOnce, async (one) => {
    if (!('outcome' in one)) return;
    const result = await readResult(site.store, one).catch((error) => sayChanged(one.file, error));
    if (result === undefined) return;
    if (one.within === undefined) results.set(one.file, result);
    else within.set(one.within.file, placed(within.get(one.within.file), one.within.index, result));
  });
  // An export entry for which nothing was read leaves a hole.
  return files.flatMap(({ file }) => [results.get(file) ?? [], within.get(file) ?? []].flat());
}

/** The file is not accounted for then, and the others are. @throws any other error */
function sayChanged(file: string, error: unknown): undefined {
  if (!(error instanceof ChangedOutsideError)) throw error;
  say(`${printable(file)}: ${error.message}`);
}

function placed(results: FileResult[] = [], index: number, result: FileResult): FileResult[] {
  results[index] = result;
  return results;
}

function counts(ended: readonly Ended[]): string {
  const said = texts.run;
  const by = Map.groupBy(ended, (one) => ('outcome' in one ? one.outcome.outcome : undefined));
  return [...by]
    .map(([outcome, { length }]) =>
      outcome === undefined ? said.unreadable(length) : `${length} ${words.outcomes[outcome]}`,
    )
    .join(' · ');
}

function openFiles({ open }: StalledError): string[] {
  const said = texts.run;
  const lines = open
    .slice(0, shownOpenFiles)
    .map(({ file, noticed }) => (noticed ? said.notEnded : said.notNoticed)(printable(file)));
  return open.length > shownOpenFiles ? [...lines, said.andMore(open.length - shownOpenFiles)] : lines;
}
