#!/usr/bin/env node
import './requireNode';

import { runCommand } from './runCommand';

/** The reader of the output may close it early (`| head`); cleanup still runs. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

/** How long what is left of a command may take, such as another try of a request that nobody waits for. */
const restMilliseconds = 500;

void runCommand(process.argv.slice(2)).then(() => {
  process.stdout.write('', () => setTimeout(() => process.exit(), restMilliseconds).unref());
});
