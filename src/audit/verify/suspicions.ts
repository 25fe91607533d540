import type { Fault } from './fault';

/** What is wrong with something that was read. May be called again after more of the log was read. */
export type Check = () => Fault[];

/** Checks that found something, until what was recorded in the meantime has been read as well. */
export class Suspicions {
  readonly #checks: Check[] = [];

  judge(check: Check): void {
    if (check().length > 0) this.#checks.push(check);
  }

  /** @param readOn reads what was recorded since: a site keeps running while it is verified */
  async settle(missing: Check, readOn: () => Promise<void>): Promise<Fault[]> {
    if (this.#checks.length + missing().length === 0) return [];
    // Everything shown was recorded first, so what was read is sound if it is among what is recorded by now.
    await readOn();
    return [...this.#checks.flatMap((check) => check()), ...missing()];
  }
}
