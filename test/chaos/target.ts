import { readFileSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '../cli/support/freePort';
import { startTriage, type TriageProcess } from '../cli/support/triageProcess';
import { decoderUnder } from '../support/decoderUnder';
import { allInstances } from '../support/instances';
import { commandOf, descendantsOf, kill } from '../support/processTree';
import { waitFor } from '../support/waitFor';

/** What a kill hits: the runtime's host, the app's process, or one of the processes that read files. */
export type Victim = 'host' | 'worker' | 'decoder';

interface Processes {
  readonly pid: number;
  readonly workerPid: number;
  readonly url: string;
}

/** A local runtime on a data folder that is killed, in whole or in part, and comes back. */
export class Target {
  #running: TriageProcess | undefined;

  constructor(
    private readonly dataDirectory: string,
    private readonly connectionString: string,
  ) {}

  async start(): Promise<void> {
    const port = String(await freePort());
    const options = ['--data', this.dataDirectory, '--storage', this.connectionString, '--port', port];
    this.#running = startTriage(['local', ...options]);
    await this.#running.says('Ctrl-C ends.');
  }

  /** @throws Error if the runtime has ended by itself */
  check(): void {
    const { child, stderr } = this.#process;
    if (child.exitCode !== null) throw new Error(`the runtime ended by itself:\n${stderr()}`);
  }

  /** kill -9, and whatever it takes until its work can go on. */
  async kill(victim: Victim): Promise<void> {
    await {
      host: () => this.#killHost(),
      worker: () => this.#killWorker(),
      decoder: () => this.#killDecoder(),
    }[victim]();
  }

  instances() {
    const key = readFileSync(path.join(this.dataDirectory, 'system-key'), 'utf8').trim();
    return allInstances(this.#processes.url, key);
  }

  /** In good order. @returns the exit code */
  async stop(): Promise<number | NodeJS.Signals> {
    this.#process.child.kill('SIGTERM');
    return this.#process.ended;
  }

  /** However it is. */
  async remove(): Promise<void> {
    this.#running?.child.kill('SIGKILL');
    await this.#running?.ended;
  }

  get #process(): TriageProcess {
    if (this.#running === undefined) throw new Error('the runtime was never started');
    return this.#running;
  }

  get #processes(): Processes {
    return JSON.parse(readFileSync(path.join(this.dataDirectory, 'runtime.json'), 'utf8'));
  }

  /** Everything below it ends with it. */
  async #killHost(): Promise<void> {
    const { pid, workerPid } = this.#processes;
    expect(pid).toBe(this.#process.child.pid);
    await this.#end(pid, [workerPid, ...descendantsOf(workerPid)]);
    expect(await this.#process.ended).toBe('SIGKILL');
    await this.start();
  }

  /** The host starts another one; the decoders of the first end with it. */
  async #killWorker(): Promise<void> {
    const { workerPid } = this.#processes;
    await this.#end(workerPid, descendantsOf(workerPid));
    await waitFor('another worker', () => this.#processes.workerPid !== workerPid);
  }

  async #killDecoder(): Promise<void> {
    await this.#end(await decoderUnder(this.#processes.workerPid), []);
  }

  async #end(pid: number, withIt: readonly number[]): Promise<void> {
    expect(commandOf(pid)).not.toBe('');
    kill(pid);
    await waitFor(
      'its processes to end',
      () => [pid, ...withIt].every((one) => commandOf(one) === ''),
      20_000,
    );
  }
}
