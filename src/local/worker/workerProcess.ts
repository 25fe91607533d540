import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { ended, exitReason, startChild } from '../childProcess';
import { asError, RuntimeStoppingError, WorkerLostError } from '../errors';
import type { Log, LogLevel } from '../logging';
import type { FromWorker, FunctionMetadata, InvocationResult, ToWorker, TypedData } from './messages';
import { PendingInvocations, revived } from './pendingInvocations';
import { endPredecessor } from './predecessor';

export interface WorkerOptions {
  readonly appDirectory: string;
  readonly main: string;
  readonly lock: string;
  readonly environment: NodeJS.ProcessEnv;
  /** How long a function may run; unlimited if absent. */
  readonly timeoutSeconds: number | undefined;
  readonly log: Log;
  /** Called when another process has replaced one that died. */
  readonly onRestart: (pid: number | undefined) => void;
}

/** A worker that ran for this long was healthy: its crash starts a new series. */
const healthyMilliseconds = 5_000;

/** How long the app's appTerminate hooks may take, and then its process to end. */
const farewellMilliseconds = 1_000;
/** The pause before a restart: short at first, doubled after each consecutive crash. */
const shortestPause = 100;
const longestPause = 5_000;

/** The process that runs the app. When it dies, its invocations fail and another process replaces it. */
export class WorkerProcess {
  readonly #options: WorkerOptions;
  readonly #pending = new PendingInvocations();
  #child: ChildProcess | undefined;
  #ready: Promise<void> = Promise.resolve();
  #stopping = false;
  readonly #stopped = Promise.withResolvers<void>();
  #pause = shortestPause / 2;
  #functions: readonly FunctionMetadata[] = [];

  private constructor(options: WorkerOptions) {
    this.#options = options;
  }

  /** Starts the process and loads the app; rejects with the app's own error if it does not load. */
  static async start(options: WorkerOptions): Promise<WorkerProcess> {
    const worker = new WorkerProcess(options);
    try {
      await worker.#spawn();
    } catch (error) {
      await worker.stop();
      throw error;
    }
    return worker;
  }

  /** The functions that the app registered. */
  get functions(): readonly FunctionMetadata[] {
    return this.#functions;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Runs a function; if there is no process, waits for the next one first. */
  async invoke(
    target: FunctionMetadata,
    inputs: Readonly<Record<string, TypedData | null>>,
    triggerMetadata: Readonly<Record<string, TypedData>> = {},
  ): Promise<InvocationResult> {
    await Promise.race([this.#ready, this.#stopped.promise]);
    if (this.#stopping || this.#child === undefined) throw new RuntimeStoppingError();
    const invocationId = randomUUID();
    const child = this.#child;
    const result = this.#pending.add(invocationId, target.name, this.#options.timeoutSeconds, (error) => {
      this.#options.log('error', error.message, { functionName: target.name });
      child.kill('SIGKILL');
    });
    this.#send({
      type: 'invoke',
      invocation: {
        invocationId,
        functionId: target.functionId,
        inputs: Object.entries(inputs).map(([name, data]) => ({ name, data })),
        triggerMetadata,
      },
    });
    return result;
  }

  /** Runs the app's appTerminate hooks, then ends the process. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#stopped.resolve();
    const child = this.#child;
    if (child?.connected) {
      await new Promise<void>((done) => {
        child.once('exit', () => done());
        child.on('message', (message: FromWorker) => message.type === 'terminated' && done());
        this.#send({ type: 'terminate' });
        void setTimeout(farewellMilliseconds, undefined, { ref: false }).then(done);
      });
      if (child.connected) child.disconnect();
    }
    if (child !== undefined && !(await ended(child, farewellMilliseconds))) {
      child.kill('SIGKILL');
      await ended(child, farewellMilliseconds);
    }
    this.#pending.failAll(() => new RuntimeStoppingError());
  }

  async #spawn(): Promise<void> {
    const { appDirectory, main, lock, environment, log } = this.#options;
    await endPredecessor(lock);
    const startedAt = Date.now();
    const child = startChild('worker/workerEntry.js', [], environment, (line, stream) =>
      log(stream === 'stderr' ? 'warning' : 'information', line, { source: 'app' }),
    );
    this.#child = child;
    let isLoaded = false;
    await new Promise<void>((loaded, failed) => {
      child.on('message', (message: FromWorker) => this.#receive(message, loaded, failed));
      child.once('error', failed);
      child.once('exit', (code, signal) => {
        const how = exitReason(code, signal);
        if (isLoaded) this.#lost(how, Date.now() - startedAt);
        else failed(new Error(`its process ended while it loaded (${how})`));
      });
      this.#send({ type: 'load', appDirectory, main, lock });
    });
    isLoaded = true;
  }

  #receive(message: FromWorker, loaded: () => void, failed: (error: Error) => void): void {
    if (message.type === 'loaded') {
      this.#functions = message.functions;
      loaded();
    } else if (message.type === 'loadFailed') failed(revived(message.error));
    else if (message.type === 'result') this.#pending.succeed(message.invocationId, message.result);
    else if (message.type === 'failure') this.#pending.fail(message.invocationId, message.error);
    else if (message.type === 'log') {
      const { functionName, invocationId } = message;
      const source = message.category === 'user' ? 'app' : 'runtime';
      this.#options.log(message.level as LogLevel, message.message, {
        source,
        ...(functionName !== undefined && { functionName }),
        ...(invocationId !== undefined && { invocationId }),
      });
    }
  }

  #lost(how: string, lived: number): void {
    if (this.#stopping) return;
    this.#options.log('error', `The app's process ended (${how}) and is restarted.`);
    this.#pause = lived > healthyMilliseconds ? shortestPause : Math.min(this.#pause * 2, longestPause);
    this.#ready = this.#restart();
    this.#pending.failAll(
      (name) => new WorkerLostError(`The app's process ended (${how}) while it ran ${name}.`),
    );
  }

  async #restart(): Promise<void> {
    while (!this.#stopping) {
      await setTimeout(this.#pause, undefined, { ref: false });
      if (this.#stopping) return;
      try {
        await this.#spawn();
        this.#options.onRestart(this.#child?.pid);
        return;
      } catch (error) {
        this.#options.log('error', `The app does not load: ${asError(error).message}`);
        this.#child?.kill('SIGKILL');
        this.#pause = Math.min(this.#pause * 2, longestPause);
      }
    }
  }

  #send(message: ToWorker): void {
    const child = this.#child;
    if (child?.connected) child.send(message, () => undefined);
  }
}
