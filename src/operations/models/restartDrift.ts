import { randomUUID } from 'node:crypto';
import { type Reference, sameSeries, type Watched, type WatchedName } from '../../domain/drift/watch';
import type { Actor } from '../../domain/kernel/actor';
import { sha256OfJson } from '../../domain/kernel/sealing/commitment';
import type { AuditPort, Clock } from '../ports';

export interface RestartDriftDeps {
  readonly totals: {
    read(): Promise<{ readonly watched: readonly Watched[] } | undefined>;
    restartWatch(name: WatchedName, reference: Reference): Promise<boolean>;
  };
  readonly audit: AuditPort;
  readonly now: Clock;
}

/**
 * Begins the test of one feature anew. It is in the audit log before it takes effect.
 *
 * @returns false if nothing of that name is watched
 */
export function createRestartDrift({ totals, audit, now }: RestartDriftDeps) {
  return async (name: WatchedName, reference: Reference, reason: string, actor: Actor): Promise<boolean> => {
    const watched = (await totals.read())?.watched ?? [];
    if (!watched.some((one) => sameSeries(one, name))) return false;
    const said = { type: 'drift-restart' as const, at: now(), actor, ...name, reference, reason };
    await audit.record({ schemaVersion: 1, eventId: sha256OfJson({ ...said, id: randomUUID() }), ...said });
    return totals.restartWatch(name, reference);
  };
}
