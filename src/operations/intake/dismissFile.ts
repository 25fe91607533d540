import type { Arrival, Dismissed, Outcome } from '../../domain/intake/arrival';
import type { Actor } from '../../domain/kernel/actor';
import { commitmentOf } from '../../domain/kernel/sealing/commitment';
import type { NotDismissed } from '../../domain/reasons/notRetried';
import type { AuditPort, Clock } from '../ports';

export interface DismissFileDeps {
  readonly arrivals: {
    read(arrivalId: string): Promise<Arrival | undefined>;
    outcome(arrivalId: string): Promise<Outcome | undefined>;
  };
  readonly quarantine: {
    dismissed(arrivalId: string): Promise<Dismissed | undefined>;
    recordDismissed(dismissed: Dismissed): Promise<void>;
  };
  /** Makes the file's line anew from its records. */
  readonly renew: (arrivalId: string) => Promise<unknown>;
  readonly audit: AuditPort;
  readonly now: Clock;
}

/**
 * Takes a refused file off the list: nothing is left to do about it. It stays in quarantine and counts as
 * quarantined, and it can still be tried again. May be repeated; the first reason stays.
 */
export function createDismissFile({ arrivals, quarantine, renew, audit, now }: DismissFileDeps) {
  return async (arrivalId: string, reason: string, actor: Actor): Promise<NotDismissed | undefined> => {
    const [arrival, outcome] = await Promise.all([arrivals.read(arrivalId), arrivals.outcome(arrivalId)]);
    if (arrival === undefined) return 'unknown';
    if (outcome?.outcome !== 'quarantined') return 'not-refused';
    if ((await quarantine.dismissed(arrivalId)) === undefined) {
      const at = now();
      const { salt } = arrival;
      await audit.record({
        schemaVersion: 1,
        type: 'dismissal',
        eventId: commitmentOf(salt, 'dismissed', arrivalId, at),
        at,
        actor,
        arrival: commitmentOf(salt, 'arrival', arrivalId),
        reason,
      });
      const by = actor.subject;
      await quarantine.recordDismissed({ schemaVersion: 1, arrivalId, reason, dismissedAt: at, by });
    }
    await renew(arrivalId);
    return undefined;
  };
}
