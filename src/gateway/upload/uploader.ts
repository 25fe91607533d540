import type { ContainerClient } from '@azure/storage-blob';
import type { Ledger } from '../ledger/ledger';
import { checksumOf, type Spool, type SpooledObject } from '../spool/spool';
import { ObjectProblem, uploadObject } from './uploadObject';

const uploadsAtOnce = 4;
const firstPause = 1_000;
const longestPause = 60_000;

export interface UploaderDeps {
  readonly container: ContainerClient;
  readonly spool: Spool;
  readonly ledger: Ledger;
  readonly log: (line: string) => void;
  /** What is wrong with the storage, in words for a person. */
  readonly describe: (error: unknown) => string;
  /** An object is in the storage. */
  readonly uploaded: (object: SpooledObject) => void;
}

/** Sends what is in the spool, oldest first, for as long as it takes. */
export class Uploader {
  private readonly busy = new Set<string>();
  private readonly stopping = new AbortController();
  private running: Promise<void>[] = [];
  private pause = 0;
  private timer: NodeJS.Timeout | undefined;
  /** Undefined while the storage takes what it is sent. */
  outage: { readonly since: Date; readonly problem: string } | undefined;

  constructor(private readonly deps: UploaderDeps) {}

  /** Begins as many uploads as there are objects and places. While the storage is away, one tries alone. */
  wake(): void {
    if (this.stopping.signal.aborted || this.timer !== undefined) return;
    const places = this.outage === undefined ? uploadsAtOnce : 1;
    for (const object of this.deps.spool.waiting.values()) {
      if (this.busy.size >= places) return;
      if (!this.busy.has(object.file)) this.start(object);
    }
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    clearTimeout(this.timer);
    await Promise.allSettled(this.running);
  }

  private start(object: SpooledObject): void {
    this.busy.add(object.file);
    const run = this.send(object).finally(() => {
      this.busy.delete(object.file);
      this.running = this.running.filter((other) => other !== run);
      this.wake();
    });
    this.running.push(run);
  }

  private async send(object: SpooledObject): Promise<void> {
    const { container, spool, ledger, uploaded } = this.deps;
    try {
      const file = spool.pathOf(object);
      const blob = await uploadObject(
        container,
        object.source,
        file,
        checksumOf(object),
        this.stopping.signal,
      );
      await ledger.kept(object, blob);
      await spool.remove(object);
      this.isBack();
      uploaded(object);
    } catch (error) {
      if (this.stopping.signal.aborted) return;
      if (error instanceof ObjectProblem) await this.putAside(object, error);
      else this.isAway(error);
    }
  }

  private async putAside(object: SpooledObject, problem: ObjectProblem): Promise<void> {
    const { spool, log } = this.deps;
    log(
      `${object.file} of ${object.source} was set aside in the folder "held" of the spool: ${problem.message}.`,
    );
    await spool.setAside(object).catch((error: unknown) => log(`It could not be moved: ${String(error)}`));
  }

  private isAway(error: unknown): void {
    const problem = this.deps.describe(error);
    if (this.outage === undefined) {
      this.outage = { since: new Date(), problem };
      this.deps.log(`${problem} What arrives stays in the spool until it is back.`);
    }
    this.outage = { ...this.outage, problem };
    if (this.timer !== undefined) return;
    this.pause = Math.min(Math.max(this.pause * 2, firstPause), longestPause);
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.wake();
    }, this.pause);
  }

  private isBack(): void {
    this.pause = 0;
    if (this.outage === undefined) return;
    this.outage = undefined;
    this.deps.log(`The storage is back; ${this.deps.spool.waiting.size} objects wait.`);
  }
}
