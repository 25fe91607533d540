import { writeSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { watchdogPipe, watchdogWords } from './protocol';
import { idle, type WatchdogData } from './watchdog';

const { state: shared, memoryBytes, seconds, wallSeconds, parent } = workerData as WatchdogData;
const state = new Int32Array(shared);

const pollMilliseconds = 10;

/** What a process can allocate between two checks, at some 2 GB/s: it must end before it exceeds its budget. */
const headroomBytes = 32 * 2 ** 20;

/** Reports the reason, then ends the process: a decoder cannot be interrupted in any other way. */
function end(word: string): never {
  try {
    writeSync(watchdogPipe, word);
  } finally {
    process.kill(process.pid, 'SIGKILL');
  }
  throw new Error('a killed process goes on');
}

/** CPU time of all threads of this process, in microseconds. */
function cpuMicroseconds(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** The host has its own wall clock; this one matters if the host was stopped or is gone. */
function watch(piece: number): void {
  const until = performance.now() + wallSeconds * 1000;
  const maxCpu = cpuMicroseconds() + seconds * 1e6;
  while (Atomics.load(state, 0) === piece) {
    if (process.memoryUsage.rss() > memoryBytes - headroomBytes) end(watchdogWords.memory);
    if (cpuMicroseconds() > maxCpu) end(watchdogWords.time);
    if (performance.now() > until || process.ppid !== parent) end(watchdogWords.time);
    Atomics.wait(state, 0, piece, pollMilliseconds);
  }
}

// Checked once at the start, so that a system on which memory cannot be read is detected before the first
// file.
process.memoryUsage.rss();
parentPort?.postMessage('watching');

for (;;) {
  Atomics.wait(state, 0, idle);
  const piece = Atomics.load(state, 0);
  if (piece !== idle) watch(piece);
}
