import { z } from 'zod';
import { auditEventSchema } from '../../domain/audit/auditEvent';
import { faultCodes } from '../../domain/audit/faultCode';
import { idSchema } from './ids';
import { route } from './route';

/** What the audit log holds about one study. */
const studyAuditSchema = z.object({
  studyId: z.string(),
  /** The newest signed note; null if nothing is sealed yet. */
  checkpoint: z.string().nullable(),
  entries: z.array(
    z.object({
      schemaVersion: z.literal(1),
      sequence: z.number().int(),
      sealedAt: z.iso.datetime(),
      event: auditEventSchema,
      /** Proof that the entry is in the log of the checkpoint (C2SP tlog-proof). */
      proof: z.string(),
    }),
  ),
  /** Recorded in the last few seconds, not sealed yet. */
  waiting: z.array(auditEventSchema),
});

export const auditRoutes = {
  /** Verifies the log itself. Only `triage audit verify` holds what is shown against it. */
  verifyAudit: route({
    method: 'POST',
    path: 'api/audit/verify',
    right: 'verify-audit',
    effort: 'list',
    answer: z.object({
      /** Entries that the newest checkpoint covers. */
      size: z.number().int(),
      checkpoints: z.number().int(),
      /** The public key that signs it now. */
      key: z.string(),
      faults: z.array(
        z.object({
          code: z.enum(faultCodes),
          where: z.string(),
          detail: z.string().optional(),
          /** All of it in words. */
          message: z.string(),
        }),
      ),
      asOf: z.iso.datetime(),
    }),
  }),
  studyAudit: route({
    method: 'GET',
    path: 'api/studies/{id}/audit',
    right: 'read-audit',
    effort: 'list',
    params: z.object({ id: idSchema }),
    answer: studyAuditSchema,
  }),
  /** Seals what waits, now. 409 without a signing key, 503 if it failed. */
  sealAuditNow: route({
    method: 'POST',
    path: 'api/audit/seal',
    right: 'seal-audit',
    effort: 'list',
    answer: z.object({
      /** How many entries this call added. */
      entries: z.number().int(),
      /** Another process is sealing: what waits is sealed by it, or by the next call. */
      busy: z.boolean(),
    }),
  }),
  /** The log's current checkpoint, signed. */
  auditCheckpoint: route({
    method: 'GET',
    path: 'api/audit/checkpoint',
    right: 'read-checkpoint',
    answer: 'text/plain',
  }),
};
