import type { AuditEvent } from '../../domain/audit/auditEvent';
import { subjectsOf } from '../../domain/audit/auditSubjects';
import type { Entry } from './entry';
import type { LogReader } from './logReader';

/** Where events lie that may not be sealed yet. */
export interface Unsealed {
  /** The ids of recent events. Some may be sealed. */
  announced(): Promise<Iterable<string>>;
  find(eventId: string): Promise<AuditEvent | undefined>;
}

export interface StudyHistory {
  readonly entries: readonly Entry[];
  /** Recorded in the last few seconds. */
  readonly waiting: readonly AuditEvent[];
}

/**
 * What the log holds about one study, with the files that brought its images. What waits is read first, so
 * that an event that is sealed meanwhile is among the entries.
 *
 * @param study its commitment
 */
export async function studyHistory(
  reader: LogReader,
  unsealed: Unsealed,
  study: string,
): Promise<StudyHistory> {
  const waiting = await waitingAbout(reader, unsealed, study);
  const entries = await entriesAbout(reader, study);
  const sealed = new Set(entries.map(({ event }) => event.eventId));
  return { entries, waiting: waiting.filter(({ eventId }) => !sealed.has(eventId)) };
}

async function waitingAbout(reader: LogReader, unsealed: Unsealed, study: string): Promise<AuditEvent[]> {
  const announced = [...(await unsealed.announced())];
  const places = await Promise.all(announced.map((eventId) => reader.placeOf(eventId)));
  const waiting = announced.filter((_, at) => places[at] === undefined);
  const events = await Promise.all(waiting.map((eventId) => unsealed.find(eventId)));
  return events
    .filter((event) => event !== undefined)
    .filter((event) => subjectsOf(event).includes(study))
    .sort((a, b) => (a.at < b.at ? -1 : 1));
}

async function entriesAbout(reader: LogReader, study: string): Promise<Entry[]> {
  const own = await readAll(reader, await reader.about([study]));
  const arrivals = own.flatMap(({ event }) => (event.type === 'result' ? [event.arrival] : []));
  return readAll(reader, await reader.about([study, ...arrivals]));
}

/** In parallel: each takes a read or two of the store, and somebody is waiting for all of them. */
function readAll(reader: LogReader, places: readonly number[]): Promise<Entry[]> {
  return Promise.all(places.map((place) => reader.parsed(place)));
}
