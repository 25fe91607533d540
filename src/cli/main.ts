#!/usr/bin/env node
import './requireNode';

import { CommanderError } from 'commander';
import { createProgram } from './program';
import { describeError, exitCodeOf } from './terminal/errors';
import { exitCodes } from './terminal/exitCodes';
import { debugging, say } from './terminal/say';

/** Whoever reads the output may have read enough (`| head`); the work is put in order all the same. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

async function main(): Promise<void> {
  try {
    await createProgram().parseAsync();
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

void main();
