import { z } from 'zod';
import type { Macs } from '../kernel/macs';
import { hashSchema } from './auditParts';

/**
 * `head.json` of the audit log: the newest batch as it was decided, before anything of it is laid out. Whoever finds it
 * can finish it, to the same bytes.
 */
export const auditHeadSchema = z.strictObject({
  schemaVersion: z.literal(1),
  /** Entries in the log with this batch, and the root of its tree. */
  size: z.number().int().positive(),
  root: hashSchema,
  /** Entries in the log without this batch. */
  from: z.number().int().min(0),
  /** The events of the batch, in their order. */
  eventIds: z.array(hashSchema).min(1).max(256),
  /** Of every entry of the batch. */
  sealedAt: z.iso.datetime(),
  /** Verifier keys: of the checkpoint over this batch, and of all after it. */
  signedBy: z.string(),
  nextKey: z.string(),
  /** The code that says that a sequencer of this site decided it. */
  mac: hashSchema,
});

export type AuditHead = z.infer<typeof auditHeadSchema>;

/** The batch with its code. */
export function headOf(batch: Omit<AuditHead, 'mac'>, macs: Macs): AuditHead {
  return { ...batch, mac: macs.of('audit head', batch) };
}

/** Whether a sequencer of this site decided the batch. */
export function isGenuineHead({ mac, ...batch }: AuditHead, macs: Macs): boolean {
  return macs.holds('audit head', batch, mac);
}
