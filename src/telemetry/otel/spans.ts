import { randomBytes } from 'node:crypto';
import {
  type Context,
  type Link,
  type Span as OpenSpan,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  type TracerProvider,
  trace,
} from '@opentelemetry/api';
import type { IdGenerator } from '@opentelemetry/sdk-trace-base';
import type { Span } from '../span';
import { scope } from './scope';

/** Gives the next span the ids that were chosen for it. */
export class SpanIds implements IdGenerator {
  next: Pick<Span, 'traceId' | 'spanId'> | undefined;

  generateTraceId(): string {
    return this.next?.traceId ?? randomBytes(16).toString('hex');
  }

  generateSpanId(): string {
    return this.next?.spanId ?? randomBytes(8).toString('hex');
  }
}

const kinds = {
  internal: SpanKind.INTERNAL,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
} as const;

/** @returns the span, to be ended */
export function startSpan(tracers: TracerProvider, ids: SpanIds, span: Span): OpenSpan {
  const { name, kind, start, attributes, error } = span;
  ids.next = span;
  const opened = tracers.getTracer(scope.name).startSpan(
    name,
    {
      kind: kinds[kind],
      startTime: start,
      attributes: { ...attributes, ...(error === undefined ? {} : { 'error.type': error }) },
      links: linksOf(span),
    },
    parentOf(span),
  );
  ids.next = undefined;
  if (error !== undefined) opened.setStatus({ code: SpanStatusCode.ERROR });
  return opened;
}

function parentOf({ traceId, parentId }: Span): Context {
  if (parentId === undefined) return ROOT_CONTEXT;
  const parent = { traceId, spanId: parentId, traceFlags: TraceFlags.SAMPLED, isRemote: true };
  return trace.setSpanContext(ROOT_CONTEXT, parent);
}

const traceparent = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** The host's span of the same work is in a trace of its own. */
function linksOf({ host = '' }: Span): Link[] {
  const [, traceId, spanId, flags] = traceparent.exec(host) ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return [];
  return [{ context: { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true } }];
}
