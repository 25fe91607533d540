#!/usr/bin/env node
import './requireNode';

import { runCommand } from './runCommand';

/** Whoever reads the output may have read enough (`| head`); the work is put in order all the same. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

void runCommand(process.argv.slice(2));
