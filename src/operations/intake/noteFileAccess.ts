import { randomUUID } from 'node:crypto';
import type { Arrival } from '../../domain/intake/arrival';
import type { Actor } from '../../domain/kernel/actor';
import { commitmentOf, sha256OfJson } from '../../domain/kernel/sealing/commitment';
import type { AuditPort, Clock } from '../ports';

export interface NoteFileAccessDeps {
  readonly audit: AuditPort;
  readonly now: Clock;
}

/** Records that somebody is about to learn what these files are called, or to get their content. */
export function createNoteFileAccess({ audit, now }: NoteFileAccessDeps) {
  return async (
    arrivals: readonly Pick<Arrival, 'arrivalId' | 'salt'>[],
    what: 'names' | 'content',
    actor: Actor,
  ): Promise<void> => {
    if (arrivals.length === 0) return;
    await audit.record({
      schemaVersion: 1,
      type: 'file-access',
      eventId: sha256OfJson(['file access', randomUUID()]),
      at: now(),
      actor,
      what,
      arrivals: arrivals.map(({ salt, arrivalId }) => commitmentOf(salt, 'arrival', arrivalId)),
    });
  };
}
