import type { Actor } from '../../domain/kernel/actor';
import { sha256OfJson } from '../../domain/kernel/commitment';
import type { AuditRecordsPort, Clock } from '../ports';

/** A request that was denied. */
export interface DeniedAccess {
  readonly actor: Actor;
  /** The route's template, never the address that was asked for. */
  readonly route: string;
  readonly method: string;
  readonly code: string;
}

export type DenialRecorder = (refused: DeniedAccess) => Promise<void>;

/** So many different ones are told apart in a minute; what comes on top is recorded as being from many. */
const maxPerMinute = 200;

/** Where addresses are told apart no more. */
const many: Actor = { subject: 'many', kind: 'anonymous' };

export interface DenialRecorderDeps {
  readonly records: Pick<AuditRecordsPort, 'recordOnce'>;
  readonly now: Clock;
}

/**
 * Records denials of access. Those of one caller, route and code within a minute are one event, and there is a most
 * for each minute, so that nobody fills the log by knocking.
 */
export function createDenialRecorder({ records, now }: DenialRecorderDeps): DenialRecorder {
  let minute = '';
  let recorded = new Set<string>();
  const isKnown = (key: string) => recorded.has(key);

  return async ({ actor, route, method, code }) => {
    const at = now();
    if (at.slice(0, 16) !== minute) {
      minute = at.slice(0, 16);
      recorded = new Set();
    }
    const idFor = (who: Actor) =>
      sha256OfJson(['access-denied', minute, who.kind, who.subject, who.address ?? '', route, method, code]);
    const own = idFor(actor);
    const isOne = isKnown(own) || recorded.size < maxPerMinute;
    const eventId = isOne ? own : idFor(many);
    if (isKnown(eventId)) return;
    recorded.add(eventId);
    const who = isOne ? actor : many;
    try {
      await records.recordOnce({
        schemaVersion: 1,
        type: 'access-denied',
        eventId,
        at,
        actor: who,
        route,
        method,
        code,
      });
    } catch (error) {
      recorded.delete(eventId);
      throw error;
    }
  };
}
