import { randomUUID } from 'node:crypto';
import type { Arrival } from '../../domain/intake/arrival';
import { standsAt } from '../../domain/intake/lane';
import type { Actor } from '../../domain/kernel/actor';
import { commitmentOf } from '../../domain/kernel/sealing/commitment';
import type { NotRetried } from '../../domain/reasons/notRetried';
import type { RefusalCode } from '../../domain/reasons/refusalCode';
import type { ArrivalsPort, AuditRecordsPort, Clock, GatePort } from '../ports';

export interface RetryFileDeps {
  readonly arrivals: Pick<ArrivalsPort, 'read' | 'outcome'>;
  readonly quarantine: { superseded(arrivalId: string): Promise<unknown> };
  readonly resend: {
    find(file: Arrival): Promise<Where | NotResent>;
    send(file: Arrival, where: Where): Promise<boolean>;
  };
  readonly gate: Pick<GatePort, 'wait'>;
  readonly worklist: { putProcessing(arrival: Arrival): Promise<void> };
  readonly audit: AuditRecordsPort;
  readonly now: Clock;
}

type Where = 'incoming' | 'quarantine';
type NotResent = Extract<NotRetried, 'replaced' | 'no-copy' | 'unsafe-name'>;

/** What trying a file again would mean. */
export type Retry =
  | {
      readonly kind: 'refused';
      readonly arrival: Arrival;
      readonly reason: RefusalCode;
      readonly where: Where;
    }
  | { readonly kind: 'unfinished'; readonly arrival: Arrival }
  | { readonly kind: 'none'; readonly why: NotRetried };

/** Looks at an arrival, and changes nothing. */
export function createFindRetry({ arrivals, quarantine, resend }: RetryFileDeps) {
  return async (arrivalId: string): Promise<Retry> => {
    const [arrival, outcome] = await Promise.all([arrivals.read(arrivalId), arrivals.outcome(arrivalId)]);
    if (arrival === undefined) return { kind: 'none', why: 'unknown' };
    if (outcome === undefined) return { kind: 'unfinished', arrival };
    if (outcome.outcome !== 'quarantined') return { kind: 'none', why: 'was-read' };
    if (arrival.member !== undefined) return { kind: 'none', why: 'inside-export' };
    if (await quarantine.superseded(arrivalId)) return { kind: 'none', why: 'superseded' };
    const where = await resend.find(arrival);
    return where === 'incoming' || where === 'quarantine'
      ? { kind: 'refused', arrival, reason: outcome.reason, where }
      : { kind: 'none', why: where };
  };
}

/**
 * Has a file tried again, and records that first. A refused file is put into `incoming` anew, as a new arrival; once
 * that was read, it supersedes the refusal. Nothing is removed. A file without an outcome waits at the gate, which
 * starts it unless it runs.
 *
 * @returns false if what its name holds has changed meanwhile
 */
export function createRetryFile({ resend, gate, worklist, audit, now }: RetryFileDeps) {
  return async (retry: Exclude<Retry, { kind: 'none' }>, actor: Actor): Promise<boolean> => {
    const { arrivalId, salt, lane, receivedAt } = retry.arrival;
    await audit.record({
      schemaVersion: 1,
      type: 'retry',
      eventId: commitmentOf(salt, 'tried again', arrivalId, randomUUID()),
      at: now(),
      actor,
      arrival: commitmentOf(salt, 'arrival', arrivalId),
      file: retry.kind,
    });
    if (retry.kind === 'refused') return resend.send(retry.arrival, retry.where);
    await worklist.putProcessing(retry.arrival);
    await gate.wait({ arrivalId, standsAt: standsAt(lane, receivedAt) });
    return true;
  };
}
