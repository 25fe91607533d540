import { createHash } from 'node:crypto';
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import path from 'node:path';
import type { BlobTree } from '../../audit/verify/blobTree';
import { UnreadableError } from '../../domain/kernel/sealing/unreadable';
import { texts } from '../language/declared';
import { diskProblem } from '../terminal/errors';

/**
 * A folder into which a log was exported: a sub-folder for each container. Files are read synchronously,
 * since nothing else runs meanwhile: for hundreds of thousands of small files that takes a fifth of the time.
 */
export class FolderTree implements BlobTree {
  constructor(private readonly folder: string) {}

  async read(container: string, name: string): Promise<Buffer | undefined> {
    return fromFile(path.join(this.folder, container, name), (file) => readFileSync(file));
  }

  async sha256(container: string, name: string): Promise<string | undefined> {
    return fromFile(path.join(this.folder, container, name), sha256OfFile);
  }

  async *list(container: string, prefix = ''): AsyncGenerator<string> {
    const root = path.join(this.folder, container);
    // Our prefixes end with a folder, or are whole names.
    const start = prefix.slice(0, prefix.lastIndexOf('/') + 1);
    yield* this.#below(root, start, prefix);
  }

  async *#below(root: string, folder: string, prefix: string): AsyncGenerator<string> {
    const full = path.join(root, folder);
    const entries = fromFile(full, (place) => readdirSync(place, { withFileTypes: true })) ?? [];
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const name = `${folder}${entry.name}`;
      // A folder in the place of a file is not passed over: reading it fails.
      const isFile = !entry.isDirectory() || fileName.test(name);
      if (isFile && name.startsWith(prefix)) yield name;
      if (entry.isDirectory()) yield* this.#below(root, `${name}/`, prefix);
    }
  }
}

/** No folder of an export has such a name. */
const fileName = /\.(?:json|png)$/;

/** Undefined if there is no such file. @throws UnreadableError */
function fromFile<T>(file: string, read: (file: string) => T): T | undefined {
  try {
    return read(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    const problem = diskProblem(error) ?? texts.errors.unopened;
    throw new UnreadableError(texts.errors.file.unreadable(file, problem), problem, { cause: error });
  }
}

/** One for all files: they are read synchronously, and making one takes longer than hashing a small file. */
const part = Buffer.alloc(2 ** 20);

function sha256OfFile(file: string): string {
  const hash = createHash('sha256');
  const opened = openSync(file, 'r');
  try {
    for (let read = readSync(opened, part); read > 0; read = readSync(opened, part))
      hash.update(part.subarray(0, read));
    return hash.digest('hex');
  } finally {
    closeSync(opened);
  }
}
