import { canonicalJson } from '../kernel/sealing/canonicalJson';
import type { Macs } from '../kernel/sealing/macs';
import { type AuditEvent, auditEventSchema } from './auditEvent';

/** The text of `records/{eventId}.json`: an event, and the code that proves the app wrote it. */
export function recordText(event: AuditEvent, macs: Macs): string {
  const parsed = auditEventSchema.parse(event);
  return canonicalJson({ event: parsed, mac: macs.of('audit record', parsed) });
}

/** The event in a record, whoever wrote it; undefined if it holds no known event. */
export function claimedEvent(bytes: Uint8Array): AuditEvent | undefined {
  return auditEventSchema.safeParse(contentOf(bytes).event).data;
}

/** The event in a record that the app wrote; undefined if something else wrote it or the event is unknown. */
export function genuineEvent(bytes: Uint8Array, macs: Macs): AuditEvent | undefined {
  const { event, mac } = contentOf(bytes);
  if (!macs.holds('audit record', event ?? null, mac)) return undefined;
  return auditEventSchema.safeParse(event).data;
}

/** Undefined if this is not a JSON object. */
function contentOf(bytes: Uint8Array): { readonly event?: unknown; readonly mac?: unknown } {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) ?? {};
  } catch {
    return {};
  }
}
