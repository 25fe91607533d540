import { createHash } from 'node:crypto';

/** One piece of work, recorded when it is done. Nothing in it names a patient or a file. */
export interface Span {
  readonly name: string;
  readonly kind: 'internal' | 'producer' | 'consumer';
  /** 32 hex digits. */
  readonly traceId: string;
  /** 16 hex digits; absent: chosen by chance. */
  readonly spanId?: string;
  /** 16 hex digits; absent: the first of its trace. */
  readonly parentId?: string | undefined;
  /** Milliseconds. */
  readonly start: number;
  readonly end: number;
  readonly attributes: Readonly<Record<string, string | undefined>>;
  /** Class of the error that ended it. Its message is not told: it could quote a file. */
  readonly error?: string | undefined;
  /** The host's span of the same work, as a W3C `traceparent`. */
  readonly host?: string | undefined;
}

/**
 * The trace of an orchestration's instance, and the span that stands for all of it. Both follow from the instance's id, so whoever
 * works on it finds them: nothing is handed through durable history, and an orchestrator, which is replayed,
 * makes no spans.
 */
export function traceOf(instanceId: string): { readonly traceId: string; readonly rootId: string } {
  const digits = /^[0-9a-f]{64}$/.test(instanceId)
    ? instanceId
    : createHash('sha256').update(instanceId).digest('hex');
  return { traceId: digits.slice(0, 32), rootId: digits.slice(32, 48) };
}
