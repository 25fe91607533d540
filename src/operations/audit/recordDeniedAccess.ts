import type { Actor } from '../../domain/kernel/actor';
import { sha256OfJson } from '../../domain/kernel/sealing/commitment';
import type { AuditRecordsPort, Clock } from '../ports';

/** A denied request. */
export interface DeniedAccess {
  readonly actor: Actor;
  /** The route's template, never the requested URL. */
  readonly route: string;
  readonly method: string;
  readonly code: string;
}

export type DenialRecorder = (refused: DeniedAccess) => Promise<void>;

/** How many distinct denials are recorded per minute; the rest are recorded as coming from many callers. */
const maxPerMinute = 200;

/** Stands for the callers beyond that limit. */
const many: Actor = { subject: 'many', kind: 'anonymous' };

export interface DenialRecorderDeps {
  readonly records: Pick<AuditRecordsPort, 'recordOnce'>;
  readonly now: Clock;
}

/**
 * Records denied access. Denials of one caller, route and code within a minute are one event, and the number
 * per minute is limited, so that repeated attempts cannot fill the log.
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
