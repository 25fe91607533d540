import { z } from 'zod';
import { type AuditEvent, auditEventSchema } from '../../domain/audit/auditEvent';
import { canonicalJson } from '../../domain/kernel/sealing/canonicalJson';

/** What the log keeps permanently: an event and its position. Its canonical JSON is what is hashed. */
export const entrySchema = z.strictObject({
  schemaVersion: z.literal(1),
  /** Counted from 0 without gaps; also the leaf index in the tree. */
  sequence: z.number().int().min(0),
  /** ISO time, UTC, from the clock of the machine that sealed it. Never earlier than the previous entry's. */
  sealedAt: z.iso.datetime(),
  event: auditEventSchema,
});

export type Entry = z.infer<typeof entrySchema>;

export function entryBytes(sequence: number, sealedAt: string, event: AuditEvent): Buffer {
  return Buffer.from(canonicalJson({ schemaVersion: 1, sequence, sealedAt, event }));
}

/** @throws SyntaxError or ZodError if the bytes are not an entry */
export function parseEntry(bytes: Uint8Array): Entry {
  return entrySchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
}
