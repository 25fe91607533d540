import { z } from 'zod';
import { saltSchema } from '../kernel/commitment';
import { refusalCodeSchema } from '../reasons/refusalCode';
import { exportCountsSchema, memberSchema } from './exportRecord';

const id = z.string().regex(/^[0-9a-f]{64}$/);
const time = z.iso.datetime();

/**
 * One version of one blob that was seen, or one file of an export: the received side of the accounting, written once,
 * before anything else happens. Names can be a patient's, so this record has the protection of `identity`, and nothing
 * downstream repeats them.
 */
export const arrivalSchema = z.object({
  schemaVersion: z.literal(1),
  arrivalId: id,
  container: z.string(),
  name: z.string(),
  etag: z.string(),
  receivedAt: time,
  /** Secret under which the audit log speaks of it; whoever removes this record makes the log forget whom it means. */
  salt: saltSchema,
  /** Of a file of an export: the blob is the export, and the file lies there. */
  member: memberSchema.extend({ exportId: id }).optional(),
});

/** How one arrival ended. There is exactly one for each; nothing in it names a patient or a file. */
export const outcomeSchema = z.discriminatedUnion('outcome', [
  z.object({
    schemaVersion: z.literal(1),
    arrivalId: id,
    outcome: z.enum(['analysed', 'not-analysed']),
    /** Why it was not analysed. */
    reason: z.string().optional(),
    imageId: id,
    studyId: id,
    /** The study's version that first held this image's result. */
    studyVersion: z.number().int().positive(),
    finishedAt: time,
  }),
  z.object({
    schemaVersion: z.literal(1),
    arrivalId: id,
    outcome: z.literal('quarantined'),
    reason: refusalCodeSchema,
    finishedAt: time,
  }),
  /** An export: every file of it was started as an arrival of its own, or left out for a reason. */
  z.object({
    schemaVersion: z.literal(1),
    arrivalId: id,
    outcome: z.literal('unpacked'),
    ...exportCountsSchema.shape,
    finishedAt: time,
  }),
  /** A DICOMDIR: it lists files that arrive by themselves, and is no image. */
  z.object({
    schemaVersion: z.literal(1),
    arrivalId: id,
    outcome: z.literal('index'),
    finishedAt: time,
  }),
]);

/** Why a file was refused, for the person who has to do something about it. */
export const quarantineSchema = z.object({
  schemaVersion: z.literal(1),
  arrivalId: id,
  reason: refusalCodeSchema,
  detail: z.object({
    tag: z.string().optional(),
    value: z.union([z.string(), z.number()]).optional(),
    offset: z.number().optional(),
  }),
  receivedAt: time,
  quarantinedAt: time,
});

export type Arrival = z.infer<typeof arrivalSchema>;
export type Outcome = z.infer<typeof outcomeSchema>;
export type Quarantine = z.infer<typeof quarantineSchema>;
