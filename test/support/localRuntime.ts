import { resolve } from 'node:path';
import type { LogEntry } from '../../src/local/logging';
import type { Runtime, RuntimeOptions } from '../../src/local/runtimeTypes';
import { startRuntime } from '../../src/local/startRuntime';
import { DurableClient } from './durableClient';
import { storageAccount } from './storageAccount';
import { TemporaryFolder } from './temporaryFolder';

export const fixtureApp = resolve(__dirname, 'fixtureApp');

/** The runtime on the fixture app, in its own folder; it can be stopped and restarted there. */
export class LocalRuntime {
  readonly folder = new TemporaryFolder();
  readonly log: LogEntry[] = [];
  readonly client = new DurableClient(() => this.url);
  #runtime: Runtime | undefined;
  #account: string | undefined;

  constructor(
    private readonly options: Partial<RuntimeOptions> = {},
    /** It starts its own Azurite, as it does for its users, unless it is given an account. */
    private readonly storage: 'account' | 'own' = 'account',
  ) {}

  get url(): string {
    return this.running.url;
  }

  get running(): Runtime {
    if (this.#runtime === undefined) throw new Error('the runtime is not running');
    return this.#runtime;
  }

  async start(more: Partial<RuntimeOptions> = {}): Promise<Runtime> {
    if (this.storage === 'account') this.#account ??= await storageAccount();
    const { environment, ...options } = { ...this.options, ...more };
    this.#runtime = await startRuntime({
      appDirectory: fixtureApp,
      dataDirectory: this.folder.file('data'),
      environment: { FIXTURE_NOTES: this.folder.file('notes'), ...environment },
      log: (entry) => this.log.push(entry),
      ...(this.#account === undefined ? {} : { connectionString: this.#account }),
      ...options,
    });
    return this.#runtime;
  }

  async stop(): Promise<void> {
    await this.#runtime?.stop();
    this.#runtime = undefined;
  }

  async remove(): Promise<void> {
    await this.stop();
    this.folder.remove();
  }

  /** The lines that the functions of the fixture app wrote about themselves. */
  notes(): string[] {
    return this.folder.lines('notes');
  }
}
