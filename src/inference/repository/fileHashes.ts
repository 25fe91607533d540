import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelManifest } from '../manifest/manifest';
import { modelFiles, readModelFile } from './modelFolder';
import { standingFile } from './shippedStanding';

/**
 * SHA-256 in hex of each file that a model consists of, by name.
 *
 * @param loaded hashes of files that were hashed when they were loaded: those are the bytes in use
 * @throws ModelProblem if the folder cannot be read
 */
export async function fileHashes(
  directory: string,
  loaded: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string>>> {
  const hashes: Record<string, string> = {};
  for (const { name } of await modelFiles(directory))
    hashes[name] = loaded[name] ?? sha256(await readModelFile(directory, name));
  return hashes;
}

/** The network's hash as its manifest states it; a loaded network has that hash. */
export function networkHash({ file }: ModelManifest): Readonly<Record<string, string>> {
  return { [file.name]: file.sha256 };
}

/** SHA-256 in hex of the folder's statement of standings; undefined if it states none. */
export async function shippedStandingHash(directory: string): Promise<string | undefined> {
  try {
    return sha256(await readFile(join(directory, standingFile)));
  } catch {
    return undefined;
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
