import { type FileQuery, isAskedFor, type NamedFile } from '../../domain/accounting/fileQuery';
import type { FileNote } from '../../domain/accounting/ledger';
import type { Arrival, Outcome } from '../../domain/intake/arrival';
import type { Actor } from '../../domain/kernel/actor';
import { type FoundFile, namedFile } from './namedFile';
import { createNoteFileAccess, type NoteFileAccessDeps } from './noteFileAccess';

export interface FindFilesDeps extends NoteFileAccessDeps {
  readonly accounts: { latest(since: string, until?: string): AsyncIterable<readonly FileNote[]> };
  readonly arrivals: {
    read(arrivalId: string): Promise<Arrival | undefined>;
    outcome(arrivalId: string): Promise<Outcome | undefined>;
  };
}

export interface FilePage {
  readonly offset: number;
  readonly limit: number;
  /** So many names at most are read for a search by name. */
  readonly mostRead: number;
}

export interface FoundFiles {
  /** The latest hour first. */
  readonly files: readonly NamedFile[];
  /** Absent if the search ended before it had gone through all of them. */
  readonly total?: number;
  /** The hour down to which was searched, if that was not all. */
  readonly searchedSince?: string;
}

const readsAtOnce = 16;

/**
 * Received files by when and where they came from, what became of them, or what they are called. The names can be
 * those of patients, so the look is recorded before they are told.
 */
export function createFindFiles(deps: FindFilesDeps) {
  const noteAccess = createNoteFileAccess(deps);
  return async (query: FileQuery, page: FilePage, actor: Actor): Promise<FoundFiles> => {
    const { found, total, searchedSince } = await search(deps, query, page);
    await noteAccess(
      found.map(({ arrival }) => arrival),
      'names',
      actor,
    );
    const files = await inOrder(found, (one) => namedFile(deps, one));
    return {
      files,
      ...(total === undefined ? {} : { total }),
      ...(searchedSince === undefined ? {} : { searchedSince }),
    };
  };
}

interface Searched {
  readonly found: readonly FoundFile[];
  readonly total?: number;
  readonly searchedSince?: string;
}

async function search(deps: FindFilesDeps, query: FileQuery, page: FilePage): Promise<Searched> {
  const { offset, limit, mostRead } = page;
  const found: FoundFile[] = [];
  let [total, read] = [0, 0];
  for await (const notes of deps.accounts.latest(query.since, query.until)) {
    const asked = notes.filter((note) => isAskedFor(note, query));
    const begin = Math.max(0, offset - total);
    const end = Math.max(0, offset - total + limit);
    if (query.name === undefined) {
      found.push(...(await readAll(deps, asked.slice(begin, end))));
      total += asked.length;
      continue;
    }
    read += asked.length;
    if (read > mostRead && notes[0]) return { found, searchedSince: notes[0].hour };
    const named = (await readAll(deps, asked)).filter(({ arrival }) => isCalled(arrival, query.name));
    found.push(...named.slice(begin, end));
    total += named.length;
  }
  return { found, total };
}

/** One that was erased meanwhile has no name. */
async function readAll({ arrivals }: FindFilesDeps, notes: readonly FileNote[]): Promise<FoundFile[]> {
  const found = await inOrder(notes, async (note) => {
    const arrival = await arrivals.read(note.arrivalId);
    return arrival && { note, arrival };
  });
  return found
    .filter((one) => one !== undefined)
    .sort((a, b) => (a.arrival.receivedAt < b.arrival.receivedAt ? 1 : -1));
}

function isCalled({ name, member }: Arrival, wanted = ''): boolean {
  return [name, member?.name ?? ''].some((text) => text.toLowerCase().includes(wanted.toLowerCase()));
}

/** A few at a time. */
async function inOrder<T, R>(list: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results = new Array<R>(list.length);
  const queue = list.entries();
  const some = async () => {
    for (const [at, one] of queue) results[at] = await work(one);
  };
  await Promise.all(Array.from({ length: readsAtOnce }, some));
  return results;
}
