import { z } from 'zod';
import type { Macs } from '../kernel/sealing/macs';
import { hashSchema } from './auditParts';

/**
 * `head.json` of the audit log: the newest batch as decided, before any of it is written out. Any process
 * that finds it can finish the batch and produces the same bytes.
 */
export const auditHeadSchema = z.strictObject({
  schemaVersion: z.literal(1),
  /** Entries in the log including this batch, and the root of that tree. */
  size: z.number().int().positive(),
  root: hashSchema,
  /** Entries in the log before this batch. */
  from: z.number().int().min(0),
  /** The events of the batch, in order. */
  eventIds: z.array(hashSchema).min(1).max(256),
  /** The time stamped on every entry of the batch. */
  sealedAt: z.iso.datetime(),
  /** Verifier keys: for the checkpoint over this batch, and for all later ones. */
  signedBy: z.string(),
  nextKey: z.string(),
  /** The authentication code that proves a sequencer of this site decided the batch. */
  mac: hashSchema,
});

export type AuditHead = z.infer<typeof auditHeadSchema>;

/** Adds the authentication code to a batch. */
export function headOf(batch: Omit<AuditHead, 'mac'>, macs: Macs): AuditHead {
  return { ...batch, mac: macs.of('audit head', batch) };
}

/** Whether a sequencer of this site decided the batch. */
export function isGenuineHead({ mac, ...batch }: AuditHead, macs: Macs): boolean {
  return macs.holds('audit head', batch, mac);
}
