import { bothEnds, createLimit, type Limit } from './limit';
import { UrgentFiles } from './urgentFiles';

export interface ReceivingLimits {
  /** How many received files are looked at at a time. */
  readonly looksAtOnce: number;
  /** How many others that are not urgent are recorded at a time. */
  readonly recordedAtOnce: number;
  /** How long an urgent file that was let in holds up both, in milliseconds. */
  readonly urgentHoldsMs: number;
  /** While more files than these wait to be recorded, few others are let in to be triaged. */
  readonly mostWaiting: number;
}

/** While it lags, a file is let in so often, so that none waits forever. */
const letInEachMs = 1_000;

/**
 * What this process does with received files, in order: what is urgent is known only by a look, so looks come first, of
 * what has just come and of what waits longest by turns, then urgent files, then the records of the others, and then their triage.
 */
export class Receiving {
  readonly urgent: UrgentFiles;
  readonly #looks: Limit;
  readonly #records: Limit;
  #toRecord = 0;
  #letInAt = Number.NEGATIVE_INFINITY;

  /** @param clock monotonic, in milliseconds */
  constructor(
    private readonly limits: ReceivingLimits,
    private readonly clock: () => number = () => performance.now(),
  ) {
    this.urgent = new UrgentFiles(limits.urgentHoldsMs);
    this.#looks = createLimit(limits.looksAtOnce, bothEnds());
    this.#records = createLimit(limits.recordedAtOnce);
  }

  look<T>(run: () => Promise<T>): Promise<T> {
    return this.#looks(async () => {
      await this.urgent.areDone();
      return run();
    });
  }

  record<T>(run: () => Promise<T>): Promise<T> {
    this.#toRecord += 1;
    return this.#records(async () => {
      await this.urgent.areDone();
      this.#toRecord -= 1;
      return run();
    });
  }

  /** Whether many files wait to be recorded. */
  lags(): boolean {
    return this.#toRecord > this.limits.mostWaiting;
  }

  /** Whether a file that is not urgent may be let in now. While it lags, one may each second. */
  mayLetIn(): boolean {
    if (!this.lags()) return true;
    const now = this.clock();
    if (now < this.#letInAt + letInEachMs) return false;
    this.#letInAt = now;
    return true;
  }
}
