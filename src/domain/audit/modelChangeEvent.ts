import type { Actor } from '../kernel/actor';
import { sha256OfJson } from '../kernel/sealing/commitment';
import type { ShippedStanding, SiteStanding, StandingStep } from '../models/modelStanding';
import type { PlannedStep } from '../models/standingPlan';
import type { AuditEventOf } from './auditEvent';

type ModelChangeEvent = AuditEventOf<'model-change'>;

/**
 * The audit event for a step. The same step always gives the same event, whenever it is planned.
 *
 * @param shipped what the versions are before the site's first change
 */
export function eventOf(
  { id, version, sha256, after, ...change }: PlannedStep,
  actor: Actor,
  at: string,
  shipped: ShippedStanding | undefined,
): ModelChangeEvent {
  const said = {
    type: 'model-change' as const,
    model: { id, version, sha256 },
    step: after,
    ...(after === 0 ? { start: shipped?.models[id] ?? {} } : {}),
    ...change,
    actor,
  };
  return { schemaVersion: 1, eventId: sha256OfJson(said), at, ...said };
}

/** The step that stands in the model's record for this event. */
export function recordedStep(event: ModelChangeEvent): StandingStep {
  const { schemaVersion, type, model, step, start, actor, ...change } = event;
  return { ...change, by: actor, version: model.version, sha256: model.sha256 };
}

/** The model's record before its first change. */
export function recordBefore({ model, start = {} }: ModelChangeEvent): SiteStanding {
  return { schemaVersion: 1, id: model.id, start, history: [] };
}
