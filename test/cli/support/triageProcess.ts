import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { cleanEnvironment } from './cleanEnvironment';

const root = path.resolve(__dirname, '../../..');
const main = path.join(root, 'dist/cli/main.js');

export interface TriageProcess {
  readonly child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Resolves when the text was written to one of its outputs; rejects where the process ends before. */
  says(text: string, milliseconds?: number): Promise<void>;
  /** Resolves with the exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
}

/** The command, compiled. */
export function startTriage(args: readonly string[], environment: NodeJS.ProcessEnv = {}): TriageProcess {
  return start(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...args], environment);
}

/** A script of package.json, as a user or a service manager starts it. */
export function startByNpm([script, ...args]: readonly [string, ...string[]]): TriageProcess {
  return start('npm', ['run', '--silent', script, '--', ...args]);
}

function start(program: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): TriageProcess {
  const child = spawn(program, args, {
    cwd: root,
    env: cleanEnvironment(environment),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.setEncoding('utf8').on('data', (text: string) => {
      written[stream] += text;
      for (const listener of listeners) listener();
    });
  }
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals);
  const says = (text: string, milliseconds = 120_000) =>
    new Promise<void>((resolve, reject) => {
      const fail = (why: string) => {
        listeners.delete(check);
        reject(
          new Error(
            `${program} ${args.join(' ')} ${why} before it said "${text}":\n${written.stderr}${written.stdout}`,
          ),
        );
      };
      const timer = setTimeout(() => fail(`was silent for ${milliseconds} ms`), milliseconds);
      const check = () => {
        if (!written.stdout.includes(text) && !written.stderr.includes(text)) return;
        clearTimeout(timer);
        listeners.delete(check);
        resolve();
      };
      listeners.add(check);
      check();
      void ended.then((how) => {
        clearTimeout(timer);
        fail(`ended (${how})`);
      });
    });
  return { child, stdout: () => written.stdout, stderr: () => written.stderr, says, ended };
}

/** Runs it to its end. */
export async function triage(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const process = startTriage(args, environment);
  const code = await process.ended;
  return { code, stdout: process.stdout(), stderr: process.stderr() };
}
