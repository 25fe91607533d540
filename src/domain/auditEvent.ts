import { z } from 'zod';
import { modelChanges } from './modelChanges';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Who did it, and how that is known. `cli`: an account of the machine on which the command ran. */
export const actorSchema = z.strictObject({
  subject: z.string().min(1),
  kind: z.enum(['cli', 'app']),
});

/** A change of what a model may do at this site. */
const modelChangeSchema = z.strictObject({
  schemaVersion: z.literal(1),
  type: z.literal('model-change'),
  /** Names the event: recorded twice, it is one event. */
  eventId: sha256,
  /** ISO time, UTC, of the clock of the machine that made the change. */
  at: z.iso.datetime(),
  actor: actorSchema,
  model: z.strictObject({ id: z.string(), version: z.string(), sha256 }),
  change: z.enum(modelChanges),
  /** The version that spoke before, where there was one. */
  replaces: z.strictObject({ version: z.string(), sha256 }).optional(),
  /** Why, in the words of whoever did it. */
  reason: z.string().min(1),
});

/** What the audit log is told. Nothing in it names or describes a patient. */
export const auditEventSchema = z.discriminatedUnion('type', [modelChangeSchema]);

export type Actor = z.infer<typeof actorSchema>;
export type AuditEvent = z.infer<typeof auditEventSchema>;
