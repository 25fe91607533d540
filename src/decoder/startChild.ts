import { type ChildProcess, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { constants, getPriority, setPriority } from 'node:os';
import path from 'node:path';
import { appFolder, builtFolder } from '../places/places';
import { behindKernelFence } from './kernelFence';
import { packageFolders } from './packageFolders';
import { requestPipe, watchdogPipe } from './protocol';
import type { WatchdogBudget } from './watchdog';

/** What a process runs. */
export interface ChildProgram {
  /** Compiled. */
  readonly file: string;
  /** The packages that it loads; their own dependencies come with them. */
  readonly packages: readonly string[];
}

/** The program of a decoding process. */
export const decodingProgram: ChildProgram = {
  file: path.join(builtFolder, 'decoder/child/child.js'),
  packages: [
    '@cornerstonejs/codec-charls',
    '@cornerstonejs/codec-openjpeg',
    '@cornerstonejs/codec-openjph',
    'dcmjs-codecs',
    'dicom-parser',
    'sharp',
    'zod',
  ],
};

export interface StartedChild {
  readonly child: ChildProcess;
  readonly requests: Socket;
  readonly watchdog: Socket;
}

/** The compiled app, the program, and its packages: no settings, no keys, no data. */
function readable({ file, packages }: ChildProgram): string[] {
  const folders = [...new Set([builtFolder, path.dirname(file), ...packageFolders(packages, appFolder)])];
  return folders.filter((folder) => !folders.some((other) => folder.startsWith(other + path.sep)));
}

/**
 * A process that may read these folders and nothing else: it cannot write files or start programs, and does
 * not see the host's settings. Native decoders need `--allow-addons`, the watchdog `--allow-worker`.
 */
function flags(folders: readonly string[], memoryBytes: number): string[] {
  return [
    '--permission',
    ...folders.map((folder) => `--allow-fs-read=${folder}${path.sep}`),
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

/** Added to the host's own; a process then gets a third of the processor time of one that does not give way. */
const niceness = 5;

/**
 * While files are decoded on every core, the host still has to take in files and answer requests. A file loses
 * nothing by it: its budget is CPU time.
 */
function giveWay(pid: number): void {
  try {
    setPriority(pid, Math.min(getPriority() + niceness, constants.priority.PRIORITY_LOW));
  } catch {
    // It has ended, or the platform does not let us: then it runs as any other.
  }
}

/** @throws Error if the operating system cannot start a process */
export function startChild(program: ChildProgram, budget: WatchdogBudget): StartedChild {
  const folders = readable(program);
  const node = [
    process.execPath,
    ...flags(folders, budget.memoryBytes),
    program.file,
    JSON.stringify(budget),
  ];
  const [command, ...args] = behindKernelFence(folders, node) as [string];
  const child = spawn(command, args, {
    cwd: appFolder,
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
  giveWay(child.pid);
  return { child, requests, watchdog };
}
