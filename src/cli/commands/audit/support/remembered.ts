import { existsSync, renameSync, writeFileSync } from 'node:fs';
import type { KeptCheckpoint } from '../../../../audit/verify/log/heldCheckpoints';
import { texts } from '../../../language/declared';
import { CliError, diskProblem } from '../../../terminal/errors';
import { readTextFile } from './readGiven';

/** The checkpoint that was seen last, as a reader keeps it in a file of their own; none before the first time. */
export function remembered(file: string | undefined): KeptCheckpoint[] {
  return file === undefined || !existsSync(file) ? [] : [{ from: file, note: readTextFile(file) }];
}

/** Replaces it as a whole or not at all. @throws CliError */
export function remember(file: string, note: string): void {
  try {
    writeFileSync(`${file}.new`, note, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch (error) {
    throw new CliError(texts.errors.file.unwritable(file, diskProblem(error) ?? texts.errors.unopened));
  }
}
