import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { texts } from '../../../language/language';
import { CliError, diskProblem } from '../../../terminal/errors';

/** Writes files, each of them whole or not at all. @throws CliError in one line if that fails */
export function writeAtomically(files: ReadonlyMap<string, string>): void {
  for (const [file, text] of files) {
    const unfinished = `${file}.unfinished`;
    try {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(unfinished, text);
      renameSync(unfinished, file);
    } catch (error) {
      rmSync(unfinished, { force: true });
      throw new CliError(`${file}: ${diskProblem(error) ?? texts.errors.unwritten}.`, undefined, {
        cause: error,
      });
    }
  }
}
