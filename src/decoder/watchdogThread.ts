import { writeSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { watchdogPipe, watchdogWords } from './protocol';
import { idle, type WatchdogData } from './watchdog';

const { state: shared, memoryBytes, seconds, parent } = workerData as WatchdogData;
const state = new Int32Array(shared);

const pollMilliseconds = 10;

/** What a process takes between two looks, at some 2 GB a second, so that it ends before it has passed its budget. */
const headroomBytes = 32 * 2 ** 20;

/** Says why, then ends the process: there is no way to interrupt a decoder but this. */
function end(word: string): never {
  try {
    writeSync(watchdogPipe, word);
  } finally {
    process.kill(process.pid, 'SIGKILL');
  }
  throw new Error('a killed process goes on');
}

/** The host has a clock of its own; this one counts where the host was stopped or is gone. */
function watch(piece: number): void {
  const until = performance.now() + seconds * 1000;
  while (Atomics.load(state, 0) === piece) {
    if (process.memoryUsage.rss() > memoryBytes - headroomBytes) end(watchdogWords.memory);
    if (performance.now() > until || process.ppid !== parent) end(watchdogWords.time);
    Atomics.wait(state, 0, piece, pollMilliseconds);
  }
}

// Looked at once, so that a system on which the memory cannot be read is found out before the first file.
process.memoryUsage.rss();
parentPort?.postMessage('watching');

for (;;) {
  Atomics.wait(state, 0, idle);
  const piece = Atomics.load(state, 0);
  if (piece !== idle) watch(piece);
}
