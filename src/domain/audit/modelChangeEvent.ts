import { createHash } from 'node:crypto';
import type { Actor } from '../kernel/actor';
import { canonicalJson } from '../kernel/canonicalJson';
import type { StandingStep } from '../models/modelStanding';
import type { PlannedStep } from '../models/standingPlan';
import type { AuditEvent } from './auditEvent';

/**
 * The audit event for a step, and the step carrying that event's id. The same step always gives the same
 * event.
 */
export function eventOf(step: PlannedStep, actor: Actor, at: string): AuditEvent {
  const { id, version, sha256, change, replaces, reason, after } = step;
  const identity = { type: 'model-change', id, version, sha256, change, after, reason, actor };
  const eventId = createHash('sha256').update(canonicalJson(identity)).digest('hex');
  return {
    schemaVersion: 1,
    type: 'model-change',
    eventId,
    at,
    actor,
    model: { id, version, sha256 },
    change,
    ...(replaces === undefined ? {} : { replaces }),
    reason,
  };
}

/** The step as stored in the model's record. */
export function recordedStep(
  { id, after, ...step }: PlannedStep,
  { eventId, at, actor }: AuditEvent,
): StandingStep {
  return { ...step, eventId, at, by: actor };
}
