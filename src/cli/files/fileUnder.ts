import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isBlobName } from '../../domain/kernel/blobName';
import { CliError } from '../terminal/errors';

/** @throws CliError where the name of a blob leads elsewhere than into its container, and into a folder of that name */
export function requireBlobName(name: string): void {
  if (isBlobName(name)) return;
  throw new CliError(
    `${JSON.stringify(name)} leads out of its container: somebody tampered with the storage. Nothing is read or written under such a name.`,
  );
}

/** Where the copy of a blob lies in a folder. @throws CliError where the name leads out of it */
export function fileUnder(folder: string, name: string): string {
  requireBlobName(name);
  return path.join(folder, name);
}

/**
 * Writes a file that is not there yet.
 *
 * @returns its path
 * @throws CliError where the name leads out of the folder, or is taken
 */
export async function writeUnder(folder: string, name: string, bytes: Uint8Array | string): Promise<string> {
  const file = fileUnder(folder, name);
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  try {
    await writeFile(file, bytes, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new CliError(`${file} is there already. Nothing is written over it.`, undefined, { cause: error });
  }
  return file;
}
