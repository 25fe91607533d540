import { CommanderError } from 'commander';
import { languageFor } from '../domain/kernel/languages';
import { declareIn } from './language/declared';
import { wantedLanguages } from './language/wantedLanguages';
import { createProgram } from './program';
import { describeError, exitCodeOf } from './terminal/errors';
import { exitCodes } from './terminal/exitCodes';
import { debugging, say } from './terminal/say';

/** Runs one command line, given without the program's name. The result is in `process.exitCode`. */
export async function runCommand(args: readonly string[]): Promise<void> {
  await declareIn(languageFor(wantedLanguages(process.env)));
  try {
    await createProgram().parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
      return;
    }
    say(describeError(error));
    if (debugging() && error instanceof Error) say(error.stack ?? error.message);
    process.exitCode = exitCodeOf(error);
  }
}
