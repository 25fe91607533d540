import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { texts } from '../language/declared';
import { CliError, diskProblem } from '../terminal/errors';

/**
 * Provides the requested data folder, or a temporary one that is removed afterwards, since its content comes
 * from patients' images.
 */
export async function withDataFolder<T>(
  asked: string | undefined,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  if (asked !== undefined) return use(path.resolve(asked));
  const folder = temporaryFolder();
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

function temporaryFolder(): string {
  try {
    return mkdtempSync(path.join(os.tmpdir(), 'triage-'));
  } catch (error) {
    throw new CliError(
      texts.errors.place.noTemporary(os.tmpdir(), diskProblem(error) ?? texts.errors.noAnswer),
      undefined,
      { cause: error },
    );
  }
}
