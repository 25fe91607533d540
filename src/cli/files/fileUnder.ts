import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isBlobName } from '../../domain/kernel/identifiers/blobName';
import { texts } from '../language/declared';
import { CliError } from '../terminal/errors';

/** @throws CliError if the name of a blob leads out of its container, or out of a folder of that name */
export function requireBlobName(name: string): void {
  if (isBlobName(name)) return;
  throw new CliError(texts.errors.file.outside(JSON.stringify(name)));
}

/** The path of a blob's copy in a folder. @throws CliError if the name leads out of it */
export function fileUnder(folder: string, name: string): string {
  requireBlobName(name);
  return path.join(folder, name);
}

/**
 * Writes a new file.
 *
 * @returns its path
 * @throws CliError if the name leads out of the folder, or is taken
 */
export async function writeUnder(folder: string, name: string, bytes: Uint8Array | string): Promise<string> {
  const file = fileUnder(folder, name);
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  try {
    await writeFile(file, bytes, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new CliError(texts.errors.file.exists(file), undefined, { cause: error });
  }
  return file;
}
