import { dayOf, hourOf } from '../../domain/accounting/hours';
import {
  endedNote,
  type FileNote,
  receivedNote,
  sameNote,
  supersededNote,
} from '../../domain/accounting/ledger';
import type { Arrival, Outcome, Superseded } from '../../domain/intake/arrival';

export interface CheckAccountsDeps {
  readonly accounts: {
    files(since: string): AsyncIterable<FileNote>;
    fold(): Promise<unknown>;
    mend(hour: string, states: readonly FileNote[], unknown: ReadonlySet<string>): Promise<void>;
  };
  readonly arrivals: {
    recorded(since: number): AsyncIterable<string>;
    read(arrivalId: string): Promise<Arrival | undefined>;
    outcome(arrivalId: string): Promise<Outcome | undefined>;
  };
  readonly quarantine: { superseded(arrivalId: string): Promise<Superseded | undefined> };
  /** Notes reach the accounts some seconds after the records: what differs is looked at again after that. */
  readonly settle: () => Promise<void>;
}

/** One file: what the accounts have noted of it, and what its records say. */
export interface AccountDifference {
  readonly arrivalId: string;
  readonly noted: FileNote | undefined;
  readonly recorded: FileNote | undefined;
}

export interface AccountCheck {
  readonly files: number;
  readonly differences: readonly AccountDifference[];
}

/**
 * Counts anew from the records: every arrival received since that hour is read with its outcome, and compared
 * with the accounts, and every file in the accounts has to have a record, unless it was erased.
 */
export function createCheckAccounts(deps: CheckAccountsDeps) {
  const { accounts, arrivals, settle } = deps;

  async function noted(since: string): Promise<Map<string, FileNote>> {
    const files = new Map<string, FileNote>();
    for await (const note of accounts.files(dayOf(since)))
      if (note.hour >= since) files.set(note.arrivalId, note);
    return files;
  }

  async function compared(arrivalId: string, note: FileNote | undefined, since: string) {
    const recorded = await recordedState(deps, arrivalId);
    if (note === undefined && (recorded === undefined || recorded.hour < since)) return undefined;
    if (recorded === undefined && note?.state === 'erased') return undefined;
    const isSame = note !== undefined && recorded !== undefined && sameNote(note, recorded);
    return isSame ? undefined : { arrivalId, noted: note, recorded };
  }

  async function compareAll(
    ids: ReadonlySet<string>,
    files: ReadonlyMap<string, FileNote>,
    since: string,
  ): Promise<AccountDifference[]> {
    const differences: AccountDifference[] = [];
    const queue = ids.values();
    const some = async () => {
      for (const arrivalId of queue) {
        const difference = await compared(arrivalId, files.get(arrivalId), since);
        if (difference) differences.push(difference);
      }
    };
    await Promise.all(Array.from({ length: readsAtOnce }, some));
    return differences;
  }

  /** @param since ISO time */
  return async (since: string): Promise<AccountCheck> => {
    const hour = hourOf(since);
    const files = await noted(hour);
    const ids = new Set(files.keys());
    for await (const id of arrivals.recorded(Date.parse(`${hour}:00:00Z`))) ids.add(id);
    const found = await compareAll(ids, files, hour);
    if (found.length === 0) return { files: ids.size, differences: [] };
    await settle();
    const differing = new Set(found.map(({ arrivalId }) => arrivalId));
    return { files: ids.size, differences: await compareAll(differing, await noted(hour), hour) };
  };
}

const readsAtOnce = 16;

export interface RecordedStateDeps {
  readonly arrivals: Pick<CheckAccountsDeps['arrivals'], 'read' | 'outcome'>;
  readonly quarantine: CheckAccountsDeps['quarantine'];
}

/** What the records say of a file; undefined if there is none. */
export async function recordedState(
  { arrivals, quarantine }: RecordedStateDeps,
  arrivalId: string,
): Promise<FileNote | undefined> {
  const [arrival, outcome] = await Promise.all([arrivals.read(arrivalId), arrivals.outcome(arrivalId)]);
  if (arrival === undefined) return undefined;
  if (outcome === undefined) return receivedNote(arrival);
  if (outcome.outcome !== 'quarantined') return endedNote(arrival, outcome);
  const later = await quarantine.superseded(arrivalId);
  const isSuperseded = later !== undefined && (await arrivals.outcome(later.by)) !== undefined;
  return isSuperseded ? supersededNote(arrival, outcome) : endedNote(arrival, outcome);
}

/** Makes the accounts say what the records say. */
export async function mendAccounts(
  accounts: CheckAccountsDeps['accounts'],
  differences: readonly AccountDifference[],
): Promise<void> {
  await accounts.fold();
  const states = differences.flatMap(({ recorded }) => recorded ?? []);
  const hours = differences.flatMap(({ noted, recorded }) =>
    [noted, recorded].flatMap((note) => note?.hour ?? []),
  );
  const named = new Set(differences.map(({ arrivalId }) => arrivalId));
  for (const hour of new Set(hours))
    await accounts.mend(
      hour,
      states.filter((state) => state.hour === hour),
      named,
    );
}
