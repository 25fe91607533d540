import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import path from 'node:path';
import { requestPipe, watchdogPipe } from './protocol';
import type { WatchdogBudget } from './watchdog';

/** The folder of package.json, even when the sources are run in memory, as tests do. */
const appDirectory = path.resolve(__dirname, '../..');

/** The program of a decoding process, compiled. */
export const childProgram = path.join(appDirectory, 'dist/decoder/child/child.js');

export interface StartedChild {
  readonly child: ChildProcess;
  readonly requests: Socket;
  readonly watchdog: Socket;
}

/** The app, and the parent folders that may hold its packages if it is itself installed as a package. */
function readable(): string[] {
  const folders = [appDirectory];
  for (let at = appDirectory; path.dirname(at) !== at; at = path.dirname(at)) {
    folders.push(path.join(path.dirname(at), 'node_modules'));
  }
  return folders
    .filter((folder) => existsSync(folder))
    .map((folder) => `--allow-fs-read=${folder}${path.sep}`);
}

/**
 * A process that may read the app's own files and nothing else: it cannot write files or start programs, and
 * does not see the host's settings. Native decoders need `--allow-addons`, the watchdog `--allow-worker`.
 */
function flags(memoryBytes: number): string[] {
  return [
    '--permission',
    ...readable(),
    '--allow-addons',
    '--allow-worker',
    '--disable-warning=SecurityWarning',
    '--expose-gc',
    // Above the watchdog's limit, which can report the reason; V8 would only abort.
    `--max-old-space-size=${Math.ceil(memoryBytes / 2 ** 20)}`,
  ];
}

/** Windows needs it to start a process; elsewhere a process needs no environment. */
function environment(): Record<string, string> {
  const { SystemRoot } = process.env;
  return SystemRoot === undefined ? {} : { SystemRoot };
}

/** If the kernel has to kill something for lack of memory, it should be a decoder and not the host. */
function offerToKernel(pid: number): void {
  if (process.platform === 'linux') writeFile(`/proc/${pid}/oom_score_adj`, '1000').catch(() => undefined);
}

/** @throws Error if the operating system cannot start a process */
export function startChild(program: string, budget: WatchdogBudget): StartedChild {
  const child = spawn(process.execPath, [...flags(budget.memoryBytes), program, JSON.stringify(budget)], {
    cwd: appDirectory,
    env: environment(),
    // Library output can contain what the library has read.
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const requests = child.stdio[requestPipe] as Socket | null | undefined;
  const watchdog = child.stdio[watchdogPipe] as unknown as Socket | null | undefined;
  if (child.pid === undefined || !requests || !watchdog) {
    child.once('error', () => undefined);
    throw new Error('no process could be started');
  }
  offerToKernel(child.pid);
  return { child, requests, watchdog };
}
