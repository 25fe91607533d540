import path from 'node:path';
import type { DecoderBudget } from '../../decoder/budget';
import { DecoderProcess } from '../../decoder/decoderProcess';
import type { ChildProgram } from '../../decoder/startChild';
import { type Job, NotBegunError } from '../../decoder/work';
import { DecoderUnavailableError } from '../../domain/reasons/decoderUnavailable';
import { RefusedError } from '../../domain/reasons/refusals';
import { words } from '../../domain/words/words';
import { builtFolder } from '../../places/places';
import { ModelProblem } from '../manifest/modelProblem';
import type { Network, NetworkFacts, NetworkInputTensor, NetworkOutput } from './network';
import { loadJob, runJob } from './networkJobs';

const networkProgram: ChildProgram = {
  file: path.join(builtFolder, 'inference/onnx/child/network.js'),
  packages: ['onnxruntime-node', 'zod'],
};

/** How often a job is given to another process if one ended before it began with it. */
const maxAttempts = 3;

/** A process is replaced after this many runs: leaks are slow. */
const maxRuns = 10_000;

/** What loading a network, and each run of it, may cost: memory beyond what the network itself fills. */
export const networkBudget: DecoderBudget = { seconds: 30, memoryBytes: 2 * 2 ** 30 };

/** Copies of a network in its process: as it came, parsed, and rearranged by the runtime. */
const copies = 3;

/** A started process, and when it can be given work. */
class Started {
  readonly #process: DecoderProcess;
  #ready = Promise.withResolvers<void>();

  constructor(budget: DecoderBudget) {
    this.#ready.promise.catch(() => undefined);
    this.#process = new DecoderProcess(networkProgram, budget, {
      onReady: () => this.#ready.resolve(),
      onGone: () => this.#ready.reject(new NotBegunError('gone')),
    });
  }

  async run<T>(job: Job<T>): Promise<T> {
    await this.#ready.promise;
    this.#ready = Promise.withResolvers();
    this.#ready.promise.catch(() => undefined);
    return await this.#process.run(job);
  }

  get isWorn(): boolean {
    return this.#process.finished > maxRuns;
  }

  kill(): void {
    this.#process.kill();
  }
}

/**
 * A network in a process of its own, behind the same fence as the processes that read files: a network is a
 * program, and somebody else wrote it. It stays loaded. A run that takes more than the budget ends the
 * process, and the next run gets a new one. Runs are done one after another.
 */
export class NetworkProcess implements Network {
  readonly #bytes: Uint8Array;
  readonly #budget: DecoderBudget;
  #facts: NetworkFacts = { inputs: [], outputs: [] };
  #started: Started | undefined;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(bytes: Uint8Array, { seconds, memoryBytes }: DecoderBudget) {
    this.#bytes = bytes;
    this.#budget = { seconds, memoryBytes: memoryBytes + copies * bytes.length };
  }

  /**
   * @param bytes of the network, kept for the next process
   * @throws as `Network.run`
   */
  static async open(bytes: Uint8Array, budget = networkBudget): Promise<NetworkProcess> {
    const network = new NetworkProcess(bytes, budget);
    await network.#inTurn(() => network.#loaded());
    return network;
  }

  get inputs() {
    return this.#facts.inputs;
  }

  get outputs() {
    return this.#facts.outputs;
  }

  run(input: NetworkInputTensor, names: readonly string[]): Promise<NetworkOutput[]> {
    return this.#inTurn(async () => sound(await (await this.#loaded()).run(runJob(input, names))));
  }

  /** Ends its process; the next run starts another one. */
  close(): void {
    this.#started?.kill();
    this.#started = undefined;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(() => this.#attempt(work, 1));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** Any failure ends the process; one that ended before it began with the work is replaced. */
  async #attempt<T>(work: () => Promise<T>, attempt: number): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof ModelProblem) throw error;
      this.close();
      if (isWorthAnotherProcess(error) && attempt < maxAttempts) return this.#attempt(work, attempt + 1);
      if (error instanceof RefusedError) throw new ModelProblem(this.#wordsFor(error), { cause: error });
      throw new DecoderUnavailableError('No process could be had for a network.', { cause: error });
    }
  }

  async #loaded(): Promise<Started> {
    if (this.#started?.isWorn) this.close();
    if (this.#started !== undefined) return this.#started;
    const started = new Started(this.#budget);
    this.#started = started;
    this.#facts = sound(await started.run(loadJob(this.#bytes)));
    return started;
  }

  #wordsFor({ code, detail }: RefusedError): string {
    const { seconds, memoryBytes } = this.#budget;
    switch (code) {
      case 'timeout':
        return `the network was stopped after ${seconds} s of computing, which is all that one run may take`;
      case 'memory-exceeded':
        return `the network was stopped at ${words.values.fileSize(memoryBytes)} of memory, which is all that it may take`;
      default:
        return `the process of the network ended (${detail.value ?? code})`;
    }
  }
}

/** Whether something else than the network may be to blame, as the kernel when memory runs out. */
function isWorthAnotherProcess(error: unknown): boolean {
  return (
    error instanceof NotBegunError || (error instanceof RefusedError && error.code === 'decoder-crashed')
  );
}

function sound<T>(answer: T | ModelProblem): T {
  if (answer instanceof ModelProblem) throw answer;
  return answer;
}
