import { type ChildProcess, fork } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** The folder of the compiled runtime, even when its sources run in memory (as in tests). */
const compiled = resolve(__dirname, '../../dist/local');

/**
 * Starts one of the runtime's own processes.
 *
 * It gets its own process group, so that Ctrl-C in the terminal reaches only the host, which then stops its
 * children in order. Each child exits by itself when its channel to the host closes, however the host ended.
 */
export function startChild(
  entry: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  onLine: (line: string, stream: 'stdout' | 'stderr') => void,
): ChildProcess {
  const child = fork(resolve(compiled, entry), [...args], {
    env: environment,
    execArgv: [],
    serialization: 'advanced',
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const stream of ['stdout', 'stderr'] as const) {
    createInterface({ input: child[stream] as Readable }).on('line', (line) => onLine(line, stream));
  }
  return child;
}

/** Waits until the process has ended; false if it is still running after that time. */
export async function ended(child: ChildProcess, milliseconds: number): Promise<boolean> {
  if (child.exitCode !== null || child.signalCode !== null) return true;
  return new Promise((done) => {
    const timer = setTimeout(() => done(false), milliseconds);
    child.once('exit', () => {
      clearTimeout(timer);
      done(true);
    });
  });
}

/** How a process ended, in words. */
export function exitReason(code: number | null, signal: NodeJS.Signals | null): string {
  return signal === null ? `exit code ${code}` : `signal ${signal}`;
}
