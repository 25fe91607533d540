import type { Fault } from '../fault';

/** An event that a later event of the same subject may replace. */
export interface Replaceable {
  readonly eventId: string;
  /** The event that it replaces. */
  readonly supersedes: string | undefined;
  readonly place: string;
}

/**
 * The current event of each subject: the one that no other replaces. The log may hold events in another order
 * than they were recorded in, if they were recorded within one second.
 */
export class LatestEvents<E extends Replaceable> {
  readonly #events = new Map<string, E>();
  /** For subjects that have more than one event: all of them, in the order of the log. */
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

  /** Includes those that were replaced. */
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

  /**
   * Subjects with two current events, which contradict each other, or with none, if they replace each other.
   */
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
