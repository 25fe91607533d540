import type { Fault } from './fault';

/** An event of which its subject has one that stands. */
export interface Replaceable {
  readonly eventId: string;
  /** The event that it replaces. */
  readonly supersedes: string | undefined;
  readonly place: string;
}

/**
 * Of each subject the event that stands: the one that no other replaces. The log may hold them in another order than they
 * were recorded in, where that was within one second.
 */
export class LatestEvents<E extends Replaceable> {
  readonly #events = new Map<string, E>();
  /** Of subjects that have more than one: all of them, in the order of the log. */
  readonly #several = new Map<string, E[]>();

  add(subject: string, event: E): void {
    const known = this.#events.get(subject);
    if (known === undefined) {
      this.#events.set(subject, event);
      return;
    }
    const all = [...(this.#several.get(subject) ?? [known]), event];
    this.#several.set(subject, all);
    this.#events.set(subject, unreplaced(all).at(-1) ?? event);
  }

  get(subject: string): E | undefined {
    return this.#events.get(subject);
  }

  /** Those that were replaced as well. */
  all(subject: string): readonly E[] {
    const one = this.#events.get(subject);
    return this.#several.get(subject) ?? (one === undefined ? [] : [one]);
  }

  has(subject: string): boolean {
    return this.#events.has(subject);
  }

  entries(): IterableIterator<[string, E]> {
    return this.#events.entries();
  }

  values(): IterableIterator<E> {
    return this.#events.values();
  }

  /** Subjects of which two events stand, so that neither says how it is; or none, where they replace each other. */
  faults(): Fault[] {
    return [...this.#several.values()].flatMap((all): Fault[] => {
      const standing = unreplaced(all);
      if (standing.length === 1) return [];
      const [first, second] = (standing.length > 1 ? standing : all) as [E, E];
      return [{ code: 'two-outcomes', where: second.place, detail: `the other one is ${first.place}` }];
    });
  }
}

function unreplaced<E extends Replaceable>(events: readonly E[]): E[] {
  const replaced = new Set(events.map(({ supersedes }) => supersedes));
  return events.filter(({ eventId }) => !replaced.has(eventId));
}
