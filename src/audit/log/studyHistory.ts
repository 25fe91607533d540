import type { AuditEvent } from '../../domain/audit/auditEvent';
import type { Entry } from './entry';
import type { LogReader } from './logReader';

/** The log's entries about one study, including those of the files that brought its images. */
export async function studyHistory(reader: LogReader, study: string): Promise<Entry[]> {
  const own = await readAll(reader, await reader.about([study]));
  const arrivals = own.flatMap(({ event }) => (event.type === 'file-accepted' ? [event.arrival] : []));
  return readAll(reader, await reader.about([study, ...arrivals]));
}

/** In parallel: each takes a read or two of the store, and somebody is waiting for all of them. */
function readAll(reader: LogReader, places: readonly number[]): Promise<Entry[]> {
  return Promise.all(places.map((place) => reader.parsed(place)));
}

/** Whether a waiting event is about the study. */
export function isAbout(event: AuditEvent, study: string): boolean {
  return 'study' in event && event.study === study;
}
