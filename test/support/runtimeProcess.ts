import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { RuntimeOptions } from '../../src/local/runtimeTypes';
import { DurableClient } from './durableClient';
import { fixtureApp } from './localRuntime';
import { TemporaryFolder } from './temporaryFolder';
import { waitFor } from './waitFor';

/** The runtime's own record in its data folder. */
export interface Running {
  readonly pid: number;
  readonly workerPid: number;
  /** Undefined if the storage is given. */
  readonly azuritePid?: number;
  readonly url: string;
}

/** The runtime on the fixture app in a process that can be killed and restarted. */
export class RuntimeProcess {
  readonly folder = new TemporaryFolder();
  readonly client = new DurableClient(() => this.url);
  #child: ChildProcess | undefined;
  url = '';

  constructor(private readonly options: Partial<RuntimeOptions> = {}) {}

  /** Starts it; rejects with its error output if it does not start. */
  async start(more: Partial<RuntimeOptions> = {}): Promise<void> {
    const options: RuntimeOptions = {
      ...more,
      appDirectory: fixtureApp,
      dataDirectory: this.folder.file('data'),
      ...this.options,
      environment: { FIXTURE_NOTES: this.folder.file('notes'), ...this.options.environment },
    };
    const child = fork(resolve(__dirname, 'runtimeHost.js'), [JSON.stringify(options)], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child = child;
    let complaints = '';
    child.stderr?.on('data', (chunk) => {
      complaints += String(chunk);
    });
    const [message] = (await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => [{ error: `it ended: ${complaints}` }]),
    ])) as [{ url?: string; error?: string }];
    if (message.url === undefined) throw new Error(message.error);
    this.url = message.url;
  }

  /** Kills only the host, as a crash would. */
  async kill(): Promise<void> {
    if (this.#child === undefined) return;
    const exit = once(this.#child, 'exit');
    process.kill(this.running().pid, 'SIGKILL');
    await exit;
    this.#child = undefined;
  }

  running(): Running {
    return JSON.parse(readFileSync(join(this.folder.file('data'), 'runtime.json'), 'utf8')) as Running;
  }

  notes(): string[] {
    return this.folder.lines('notes');
  }

  async remove(): Promise<void> {
    const { azuritePid, workerPid } = this.running();
    await this.kill();
    await waitFor(
      'its children to end',
      () => ![azuritePid, workerPid].some((pid) => pid !== undefined && isAlive(pid)),
    );
    this.folder.remove();
  }
}

/** Whether a process with that id exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
