import { ReadingTally, type ReadKind, readingAlertSchema } from '../../domain/audit/unusualReading';
import type { Actor } from '../../domain/kernel/actor';
import { sha256OfJson } from '../../domain/kernel/sealing/commitment';
import type { AuditRecordsPort, Clock, Notifier } from '../ports';
import { oncePerHour } from './oncePerHour';

export interface ReadingWatchDeps {
  readonly records: Pick<AuditRecordsPort, 'recordOnce'>;
  readonly notifiers: ReadonlyMap<string, Notifier>;
  /** Studies of which one caller may read in an hour. */
  readonly most: number;
  readonly now: Clock;
  readonly logError: (message: string) => void;
}

/**
 * Counts who reads of how many studies, and raises an alert when it is more than is usual: an entry in the
 * audit log before anything more is sent, and a notice, once for each caller, kind and hour, whichever process
 * answers. Each process counts what it sends itself.
 */
export type ReadingWatch = (what: ReadKind, studyId: string, actor: Actor) => Promise<void>;

export function createReadingWatch(deps: ReadingWatchDeps): ReadingWatch {
  const { records, notifiers, most, now, logError } = deps;
  const tally = new ReadingTally(most);
  const once = oncePerHour(now);

  async function notify(eventId: string, what: ReadKind, subject: string, at: string): Promise<void> {
    const id = `msg_${eventId.slice(0, 32)}`;
    const alert = readingAlertSchema.parse({
      id,
      type: 'unusual-reading',
      subject,
      what,
      moreThan: most,
      at,
    });
    for (const [channel, send] of notifiers) {
      await send(alert).catch((error: Error) =>
        logError(`the alert ${id} was not accepted (${channel}): ${error.message}`),
      );
    }
  }

  async function raise(what: ReadKind, actor: Actor, hour: string): Promise<boolean> {
    const { kind, subject } = actor;
    const eventId = sha256OfJson(['unusual-reading', what, kind, subject, hour]);
    const at = now();
    const { isNew } = await records.recordOnce({
      schemaVersion: 1,
      type: 'unusual-reading',
      eventId,
      at,
      actor,
      what,
      moreThan: most,
    });
    logError(`unusual reading: somebody read ${what} of more than ${most} studies within an hour`);
    // Nobody waits for a receiver that is slow.
    if (isNew) void notify(eventId, what, subject, at);
    return true;
  }

  return async (what, studyId, actor) => {
    if (!tally.isUnusual({ subject: actor.subject, what, studyId, at: now() })) return;
    await once(`${what} ${actor.subject}`, (hour) => raise(what, actor, hour));
  };
}
