import type { Clock } from '../operations/ports';
import type { CountedTotals } from '../storage/site/totals';
import type { Counters } from '../telemetry/counters';
import { type Sample, since } from '../telemetry/samples';

/** What a killed process may leave uncounted. */
const intervalMilliseconds = 15_000;

export interface TotalsKeeperDeps {
  readonly counters: Counters;
  readonly totals: Pick<CountedTotals, 'add'>;
  readonly now: Clock;
  readonly logError: (message: string) => void;
}

/** Adds what this process counts to the totals of the site: some seconds after it was counted. */
export class TotalsKeeper {
  #added: readonly Sample[] = [];
  #adding: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly deps: TotalsKeeperDeps) {
    deps.counters.onCount(() => {
      this.#timer ??= setTimeout(() => void this.flush(), intervalMilliseconds).unref();
    });
  }

  /** Adds what is not added yet; what could not be added is tried again with the next. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#adding = this.#adding.then(() => this.#add());
    return this.#adding;
  }

  async #add(): Promise<void> {
    const { counters, totals, now, logError } = this.deps;
    const counted = counters.samples();
    try {
      await totals.add(since(this.#added, counted), Date.parse(now()));
      this.#added = counted;
    } catch (error) {
      logError(`what was counted could not be added to the totals: ${(error as Error).name}`);
    }
  }
}
