import { readFileSync } from 'node:fs';
import { NoteError } from '../../../../audit/proof/signedNote';
import { texts } from '../../../language/declared';
import { CliError, diskProblem, UsageError } from '../../../terminal/errors';

/** A file named on the command line. @throws UsageError */
export function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UsageError(texts.errors.file.unreadable(file, diskProblem(error) ?? texts.errors.unopened));
  }
}

/** @throws UsageError */
export function readTextFile(file: string): string {
  return readBytes(file).toString('utf8');
}

/** Parses a file that somebody handed over; errors name the file. @throws CliError */
export function inFile<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof NoteError) throw new CliError(`${file}: ${error.message}.`);
    throw error;
  }
}
