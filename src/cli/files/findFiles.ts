import { type Dirent, readdirSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { texts } from '../language/declared';
import { diskProblem, UsageError } from '../terminal/errors';

/** A requested file, as it is shown and where it is; or a place that could not be read. */
export type Found =
  | { readonly file: string; readonly path: string }
  | { readonly file: string; readonly problem: string };

/**
 * The files that the arguments name, in the order given; folders recursively, sorted by name, without hidden
 * files. Each file once.
 *
 * @throws UsageError if an argument is neither a file nor a folder, or a folder holds no file.
 */
export function findFiles(args: readonly string[]): Found[] {
  const seen = new Set<string>();
  const found: Found[] = [];
  for (const arg of args) {
    const items = [...expand(arg)];
    if (items.length === 0) throw new UsageError(texts.errors.file.noneIn(arg));
    for (const item of items) {
      const key = path.resolve(item.file);
      if (!seen.has(key)) found.push(item);
      seen.add(key);
    }
  }
  return found;
}

function* expand(arg: string): Generator<Found> {
  let stats: Stats;
  try {
    stats = statSync(arg);
  } catch (error) {
    throw new UsageError(texts.errors.file.unreadable(arg, diskProblem(error) ?? texts.errors.noAnswer));
  }
  if (stats.isDirectory()) yield* inFolder(arg);
  else if (stats.isFile()) yield { file: arg, path: arg };
  else throw new UsageError(texts.errors.file.neither(arg));
}

function* inFolder(folder: string): Generator<Found> {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    yield { file: folder, problem: diskProblem(error) ?? texts.errors.unreadable };
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* inFolder(file);
    else if (entry.isFile()) yield { file, path: file };
    else if (entry.isSymbolicLink()) yield* linked(file);
  }
}

/** A link to a file stands for that file; a link to a folder is left out, since it can lead in circles. */
function* linked(file: string): Generator<Found> {
  try {
    if (statSync(file).isFile()) yield { file, path: file };
  } catch (error) {
    yield { file, problem: diskProblem(error) ?? texts.errors.unreadable };
  }
}
