import { createLimit, type Limit } from './limit';
import { OpenFiles } from './openFiles';

export interface ReceivingLimits {
  /** How many received files are looked at at a time. */
  readonly looksAtOnce: number;
  /** How many others that are not urgent are recorded at a time. */
  readonly recordedAtOnce: number;
  /** How long an urgent file that was let in holds up both, and looks hold up records, in milliseconds. */
  readonly urgentHoldsMs: number;
  /** While more files than these wait to be recorded, few others are let in to be triaged. */
  readonly mostWaiting: number;
}

/** While it lags, a file is let in so often, so that none waits forever. */
const letInEachMs = 1_000;

/**
 * What this process does with received files, in order: what is urgent is known only by a look, so looks come first, then
 * urgent files, then the records of the others, and then their triage.
 */
export class Receiving {
  readonly urgent: OpenFiles;
  readonly #unseen: OpenFiles;
  readonly #looks: Limit;
  readonly #records: Limit;
  readonly #triaged = new Set<string>();
  #looked = 0;
  #toRecord = 0;
  #letInAt = Number.NEGATIVE_INFINITY;

  /** @param clock monotonic, in milliseconds */
  constructor(
    private readonly limits: ReceivingLimits,
    private readonly clock: () => number = () => performance.now(),
  ) {
    this.urgent = new OpenFiles(limits.urgentHoldsMs);
    this.#unseen = new OpenFiles(limits.urgentHoldsMs);
    this.#looks = createLimit(limits.looksAtOnce);
    this.#records = createLimit(limits.recordedAtOnce);
  }

  async look<T>(run: () => Promise<T>): Promise<T> {
    this.#looked += 1;
    const look = `${this.#looked}`;
    this.#unseen.begin(look);
    try {
      return await this.#looks(async () => {
        await this.urgent.areDone();
        return run();
      });
    } finally {
      this.#unseen.end(look);
    }
  }

  record<T>(run: () => Promise<T>): Promise<T> {
    this.#toRecord += 1;
    return this.#records(async () => {
      await this.#unseen.areDone();
      await this.urgent.areDone();
      this.#toRecord -= 1;
      return run();
    });
  }

  /** This process triages a file now. @returns to be called at its end */
  triages(arrivalId: string): () => void {
    this.#triaged.add(arrivalId);
    return () => {
      this.#triaged.delete(arrivalId);
      this.urgent.end(arrivalId);
    };
  }

  /** Whether many files wait to be recorded. */
  lags(): boolean {
    return this.#toRecord > this.limits.mostWaiting;
  }

  /**
   * Whether a file that is not urgent may be let in now. While it lags, one may each second, if none is urgent and none is
   * being triaged: an urgent file is to find a free place where activities run.
   */
  mayLetIn(): boolean {
    if (!this.lags()) return true;
    if (!this.urgent.isNone || this.#triaged.size > 0) return false;
    const now = this.clock();
    if (now < this.#letInAt + letInEachMs) return false;
    this.#letInAt = now;
    return true;
  }
}
