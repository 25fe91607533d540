import { countsOf, type DayCounts, dayCountsSchema, type GroupCount } from '../../domain/accounting/balance';
import { dayOf } from '../../domain/accounting/hours';
import {
  type FileNote,
  joinLedgers,
  type Ledger,
  ledgerOf,
  ledgerSchema,
  notesIn,
} from '../../domain/accounting/ledger';
import { ChangedOutsideError } from '../../domain/kernel/sealing/changedOutside';
import { hasStatus } from '../blobs/jsonBlobs';
import type { SealedBlobs } from '../blobs/sealedBlobs';
import { AccountJournal, batchPrefix } from './accountJournal';

const dayPrefix = 'days/';
const readsAtOnce = 16;

/** What waits to be folded in. */
interface Pending {
  readonly names: readonly string[];
  readonly ledger: Ledger;
}

/**
 * How many files were received and what became of each, by the hour in which they were received:
 *
 * - `batches/…`: what processes noted since; each write-once
 * - `hours/{day}/{hour}.json`: the ledger of an hour, with the id of each file
 * - `days/{day}.json`: the counts of a day, which follow from its hours
 *
 * A ledger is joined from notes in any order and any number of times, so whatever is interrupted can be repeated.
 */
export class Accounts {
  readonly journal: AccountJournal;
  readonly #days = new Map<string, { readonly etag: string; readonly counts: DayCounts }>();

  constructor(private readonly blobs: SealedBlobs) {
    this.journal = new AccountJournal(blobs);
  }

  /**
   * Counts received in these days, current to the last note of any process.
   *
   * @param since, until days, both included; absent: all of them
   */
  async counts(since = '', until = '~'): Promise<GroupCount[]> {
    const isAsked = (day: string) => day >= since && day <= until;
    // The other way round, a fold in between would hide what it moves.
    const pending = await this.#pending();
    const days = await this.#knownDays(isAsked);
    const fresh = await Promise.all(
      [...hoursOf(pending.ledger)]
        .filter(([hour]) => isAsked(dayOf(hour)))
        .map(async ([hour, ledger]) => countsOf(joinLedgers([await this.hour(hour), ledger]))),
    );
    const replaced = new Set(hoursOf(pending.ledger).keys());
    return [...days.filter(({ hour }) => !replaced.has(hour)), ...fresh.flat()];
  }

  /** The ledger of an hour, without what waits. */
  async hour(hour: string): Promise<Ledger> {
    return (await this.blobs.json(hourName(hour), ledgerSchema)) ?? ledgerOf([]);
  }

  /** The newest state of each file received in these days. */
  async *files(since: string, until = '~'): AsyncGenerator<FileNote> {
    for await (const ledger of this.#ledgers((hour) => dayOf(hour) >= since && dayOf(hour) <= until))
      yield* notesIn(ledger);
  }

  /**
   * The same by hour, the latest first.
   *
   * @param since, until hours, both included
   */
  async *latest(since: string, until = '~'): AsyncGenerator<FileNote[]> {
    for await (const ledger of this.#ledgers((hour) => hour >= since && hour <= until, true))
      yield [...notesIn(ledger)];
  }

  async *#ledgers(isAsked: (hour: string) => boolean, latestFirst = false): AsyncGenerator<Ledger> {
    const pending = hoursOf((await this.#pending()).ledger);
    const hours = new Set(pending.keys());
    for await (const name of this.blobs.names('hours/', false))
      hours.add(name.slice('hours/'.length, -'.json'.length).replace('/', 'T'));
    const asked = [...hours].filter(isAsked).sort();
    for (const hour of latestFirst ? asked.reverse() : asked)
      yield joinLedgers([await this.hour(hour), pending.get(hour) ?? ledgerOf([])]);
  }

  /**
   * Moves what waits into the ledgers of its hours.
   *
   * @returns how many blobs were not written by the app: they stay where they are
   */
  async fold(): Promise<number> {
    await this.journal.flush();
    const { names, ledger, foreign } = await this.#pending();
    const hours = hoursOf(ledger);
    for (const [hour, notes] of hours) await this.#changeHour(hour, (known) => joinLedgers([known, notes]));
    await this.#recount(hours.keys());
    await each(names, (name) => this.#remove(name));
    return foreign;
  }

  /** Sets the states of files, whatever was noted of them. */
  async mend(hour: string, states: readonly FileNote[], unknown: ReadonlySet<string>): Promise<void> {
    const set = new Set(states.map(({ arrivalId }) => arrivalId));
    await this.#changeHour(hour, (known) =>
      ledgerOf([
        ...[...notesIn(known)].filter(({ arrivalId }) => !set.has(arrivalId) && !unknown.has(arrivalId)),
        ...states,
      ]),
    );
    await this.#recount([hour]);
  }

  async #changeHour(hour: string, change: (known: Ledger) => Ledger): Promise<void> {
    await this.blobs.updateJson(hourName(hour), ledgerSchema, (known) => {
      const next = change(known ?? ledgerOf([]));
      return isSame(next, known) ? known : next;
    });
  }

  /** A day's counts follow from its hours; where that was interrupted, the batches are still there. */
  async #recount(hours: Iterable<string>): Promise<void> {
    for (const [day, changed] of Map.groupBy(hours, dayOf)) {
      const count = async () =>
        (await Promise.all(changed.map(async (hour) => countsOf(await this.hour(hour))))).flat();
      // Another one may fold in an hour while its older counts are written here.
      for (let fresh = await count(), written: GroupCount[] = []; !isSame(fresh, written); ) {
        written = fresh;
        await this.#putCounts(day, changed, written);
        fresh = await count();
      }
    }
  }

  async #putCounts(day: string, hours: readonly string[], counts: readonly GroupCount[]): Promise<void> {
    await this.blobs.updateJson(`${dayPrefix}${day}.json`, dayCountsSchema, (known) => {
      const others = (known?.groups ?? []).filter(({ hour }) => !hours.includes(hour));
      return { schemaVersion: 1 as const, groups: [...others, ...counts] };
    });
  }

  async #pending(): Promise<Pending & { foreign: number }> {
    const names: string[] = [];
    const ledgers: Ledger[] = [];
    let foreign = 0;
    const listed: string[] = [];
    for await (const name of this.blobs.names(batchPrefix, false)) listed.push(name);
    await each(listed, async (name) => {
      try {
        const ledger = await this.blobs.json(name, ledgerSchema);
        if (ledger === undefined) return;
        names.push(name);
        ledgers.push(ledger);
      } catch (error) {
        if (!(error instanceof ChangedOutsideError)) throw error;
        foreign += 1;
      }
    });
    return { names, ledger: joinLedgers(ledgers), foreign };
  }

  /** Days that did not change since they were last read are not read again. */
  async #knownDays(isAsked: (day: string) => boolean): Promise<GroupCount[]> {
    const asked: { name: string; etag: string }[] = [];
    for await (const { name, properties } of this.blobs.container.listBlobsFlat({ prefix: dayPrefix }))
      if (isAsked(name.slice(dayPrefix.length, -'.json'.length))) asked.push({ name, etag: properties.etag });
    await each(asked, async ({ name, etag }) => {
      if (this.#days.get(name)?.etag === etag) return;
      const found = await this.blobs.jsonWithTag(name, dayCountsSchema);
      if (found) this.#days.set(name, { etag, counts: found.value });
    });
    return asked.flatMap(({ name }) => this.#days.get(name)?.counts.groups ?? []);
  }

  async #remove(name: string): Promise<void> {
    try {
      await this.blobs.container.deleteBlob(name);
    } catch (error) {
      if (!hasStatus(error, 404)) throw error;
    }
  }
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function hoursOf(ledger: Ledger): Map<string, Ledger> {
  const hours = Map.groupBy(ledger.groups, ({ hour }) => hour);
  return new Map([...hours].map(([hour, groups]) => [hour, { schemaVersion: 1, groups }]));
}

function hourName(hour: string): string {
  return `hours/${hour.replace('T', '/')}.json`;
}

async function each<T>(list: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const left = [...list];
  const some = async () => {
    for (let one = left.pop(); one !== undefined; one = left.pop()) await work(one);
  };
  await Promise.all(Array.from({ length: readsAtOnce }, some));
}
