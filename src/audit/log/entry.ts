import { z } from 'zod';
import { type AuditEvent, auditEventSchema } from '../../domain/audit/auditEvent';
import { canonicalJson } from '../../domain/kernel/canonicalJson';

/** What the log keeps for good: an event, and its place. Its canonical JSON is what is hashed. */
export const entrySchema = z.strictObject({
  schemaVersion: z.literal(1),
  /** Counted from 0, without a gap: also its index in the tree. */
  sequence: z.number().int().min(0),
  /** ISO time, UTC, of the clock of the machine that sealed it. Never before that of the entry before. */
  sealedAt: z.iso.datetime(),
  event: auditEventSchema,
});

export type Entry = z.infer<typeof entrySchema>;

export function entryBytes(sequence: number, sealedAt: string, event: AuditEvent): Buffer {
  return Buffer.from(canonicalJson({ schemaVersion: 1, sequence, sealedAt, event }));
}

/** @throws SyntaxError or ZodError where the bytes are no entry */
export function parseEntry(bytes: Uint8Array): Entry {
  return entrySchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
}
