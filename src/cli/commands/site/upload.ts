import path from 'node:path';
import type { ContainerClient } from '@azure/storage-blob';
import type { StorageSettings } from '../../../settings/accounts';
import { mayNotLook } from '../../../storage/calls/mayNotLook';
import { dropFile } from '../../files/dropFile';
import { type Found, findFiles } from '../../files/findFiles';
import { leaveOutViewers } from '../../files/media';
import { folderOf, isSourceName } from '../../files/uploadSource';
import { texts, words } from '../../language/language';
import { withLocalStorage } from '../../site/localStorage';
import { openStorage, type StorageChoice, storageSettingsOf } from '../../site/storageAccess';
import { CliError, diskProblem, InterruptedError, storageProblem, UsageError } from '../../terminal/errors';
import { exitCodes } from '../../terminal/exitCodes';
import { inParallel } from '../../terminal/inParallel';
import { onInterrupt } from '../../terminal/interrupt';
import { printable } from '../../terminal/printable';
import { showProgress } from '../../terminal/progress';
import { say } from '../../terminal/say';

interface UploadOptions extends StorageChoice {
  readonly container: string;
  readonly data?: string;
  readonly source?: string;
}

/** Where a file is put; undefined: in no folder. */
type SourceOf = (file: string) => string | undefined;

/**
 * `triage upload`: many files into a storage account, with as many attempts as needed.
 *
 * @returns the exit status
 */
export async function upload(args: readonly string[], options: UploadOptions): Promise<number> {
  const { files, notes } = await leaveOutViewers(findFiles(args), args);
  const { sourceOf, note } = sourcesOf(files, args, options.source);
  for (const one of notes) say(one);
  return withStorage(options, async (settings) => {
    const { signal, release } = onInterrupt();
    try {
      const clients = await openStorage(settings, options.container);
      const container = clients.blobs.getContainerClient(options.container);
      if (await isMissing(container)) {
        throw new CliError(texts.run.upload.noContainer(options.container));
      }
      for (const one of note) say(one);
      return await uploadAll(files, container, sourceOf, signal);
    } finally {
      release();
    }
  });
}

/** The storage of a data folder, of a running `triage local` too; or the account that is named. */
function withStorage<T>(options: UploadOptions, use: (settings: StorageSettings) => Promise<T>): Promise<T> {
  if (options.data === undefined) return use(storageSettingsOf(options, process.env));
  return withLocalStorage(path.resolve(options.data), (connectionString) =>
    use({ kind: 'connection-string', connectionString }),
  );
}

/** @param named the source of all files @throws UsageError */
function sourcesOf(
  files: readonly Found[],
  args: readonly string[],
  named: string | undefined,
): { sourceOf: SourceOf; note: string[] } {
  if (named !== undefined && !isSourceName(named)) throw new UsageError(texts.run.upload.source);
  if (named !== undefined) return { sourceOf: () => named, note: [] };
  const folders = new Set(files.map(({ file }) => folderOf(file, args) ?? ''));
  folders.delete('');
  const kept = [...folders].filter(isSourceName);
  const left = folders.size - kept.length;
  return {
    sourceOf: (file) => {
      const folder = folderOf(file, args);
      return folder !== undefined && isSourceName(folder) ? folder : undefined;
    },
    note: [
      ...(kept.length > 0 ? [texts.run.upload.sources(kept.map(printable).join(words.listSeparator))] : []),
      ...(left > 0 ? [texts.run.upload.unnamed(left)] : []),
    ],
  };
}

/** Where it cannot be told, the first file that is sent tells. */
async function isMissing(container: ContainerClient): Promise<boolean> {
  try {
    return !(await container.exists());
  } catch (error) {
    if (mayNotLook(error)) return false;
    throw error;
  }
}

const uploadsAtOnce = 6;

async function uploadAll(
  files: readonly Found[],
  container: ContainerClient,
  sourceOf: SourceOf,
  signal: AbortSignal,
): Promise<number> {
  const began = Date.now();
  const counts = { sent: 0, known: 0, failed: 0, bytes: 0 };
  const done = () => counts.sent + counts.known + counts.failed;
  const progress = showProgress(
    process.stderr,
    files.length,
    files.length === 1 ? texts.run.file : texts.run.files,
  );
  const one = async (found: Found) => {
    if (signal.aborted) return;
    try {
      if ('problem' in found) throw new CliError(found.problem);
      const { sent, bytes } = await dropFile(container, found.path, signal, sourceOf(found.file));
      counts[sent ? 'sent' : 'known'] += 1;
      if (sent) counts.bytes += bytes;
    } catch (error) {
      if (signal.aborted) return;
      const problem = error instanceof CliError ? error.message : fileProblem(error);
      if (problem === undefined) throw error;
      counts.failed += 1;
      progress.say(texts.run.upload.notSent(printable(found.file), problem));
    }
    progress.update(done(), texts.run.upload.sent(words.values.fileSize(counts.bytes)));
  };
  try {
    await inParallel(files, uploadsAtOnce, one);
  } catch (error) {
    const problem = storageProblem(error);
    if (problem === undefined) throw error;
    throw new CliError(
      `${problem}${words.sentenceSpace}${texts.run.upload.leftOver(done(), files.length)}`,
      undefined,
      { cause: error },
    );
  } finally {
    progress.end();
  }
  if (signal.aborted) {
    progress.say(texts.run.upload.leftOver(done(), files.length));
    throw new InterruptedError();
  }
  const took = words.values.elapsed(Date.now() - began);
  const { sent, known, failed, bytes } = counts;
  const size = words.values.fileSize(bytes);
  const told = texts.run.upload.done(words.counts.files(files.length), took, sent, size, known, failed);
  process.stdout.write(`${told}\n`);
  return counts.failed > 0 ? exitCodes.failed : exitCodes.done;
}

/** What is wrong with this file; undefined if the storage failed. */
function fileProblem(error: unknown): string | undefined {
  return storageProblem(error) === undefined ? diskProblem(error) : undefined;
}
