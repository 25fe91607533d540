import type { AuditEvent } from '../domain/auditEvent';
import type { Entry } from './entry';
import type { LogReader } from './logReader';

/** What the log holds about one study: its entries, those of the files that brought its images among them. */
export async function storyOf(reader: LogReader, study: string): Promise<Entry[]> {
  const own = await readAll(reader, await reader.about([study]));
  const arrivals = own.flatMap(({ event }) => (event.type === 'file-accepted' ? [event.arrival] : []));
  return readAll(reader, await reader.about([study, ...arrivals]));
}

async function readAll(reader: LogReader, places: readonly number[]): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const place of places) entries.push(await reader.parsed(place));
  return entries;
}

/** Whether an event that waits is about the study. */
export function isAbout(event: AuditEvent, study: string): boolean {
  return 'study' in event && event.study === study;
}
