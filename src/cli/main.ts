#!/usr/bin/env node
import './requireNode';

import { runCommand } from './runCommand';

/** The reader of the output may close it early (`| head`); cleanup still runs. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

void runCommand(process.argv.slice(2));
