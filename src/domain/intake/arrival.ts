import { z } from 'zod';
import { saltSchema } from '../kernel/sealing/commitment';
import { refusalCodeSchema } from '../reasons/refusalCode';
import { exportCountsSchema, memberSchema } from './exportRecord';
import { laneSchema } from './lane';

const id = z.string().regex(/^[0-9a-f]{64}$/);
const time = z.iso.datetime();

/**
 * One received version of a blob, or one file of an export: the intake side of the accounting, written once,
 * before anything else happens. File names can contain a patient's name, so this record is protected like
 * `identity`, and nothing downstream repeats them.
 */
export const arrivalSchema = z.object({
  schemaVersion: z.literal(1),
  arrivalId: id,
  container: z.string(),
  name: z.string(),
  etag: z.string(),
  receivedAt: time,
  /** By its first bytes. */
  lane: laneSchema,
  /** Secret salt for the audit log's commitments. Erasing this record makes the log's entries unlinkable. */
  salt: saltSchema,
  /** For a file of an export: the blob is the export, and this locates the file inside it. */
  member: memberSchema.extend({ exportId: id }).optional(),
});

/** How one arrival ended. Each arrival has exactly one outcome; nothing in it names a patient or a file. */
export const outcomeSchema = z.discriminatedUnion('outcome', [
  z.object({
    schemaVersion: z.literal(1),
    arrivalId: id,
    outcome: z.enum(['analysed', 'not-analysed']),
    /** Why it was not analysed. */
    reason: z.string().optional(),
    imageId: id,
    studyId: id,
    finishedAt: time,
  }),
  z.object({
    schemaVersion: z.literal(1),
    arrivalId: id,
    outcome: z.literal('quarantined'),
    reason: refusalCodeSchema,
    finishedAt: time,
  }),
  /** An export: each of its files was started as its own arrival, or skipped for a reason. */
  z.object({
    schemaVersion: z.literal(1),
    arrivalId: id,
    outcome: z.literal('unpacked'),
    ...exportCountsSchema.shape,
    finishedAt: time,
  }),
  /** A DICOMDIR: it lists files that arrive separately, and is not an image. */
  z.object({
    schemaVersion: z.literal(1),
    arrivalId: id,
    outcome: z.literal('index'),
    finishedAt: time,
  }),
]);

/** Why a file was refused, for the person who has to act on it. */
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

/**
 * A refused version of a file whose name now holds a later one that could be read. Written once for each; it
 * counts for as long as the later one has its outcome.
 */
export const supersededSchema = z.object({
  schemaVersion: z.literal(1),
  arrivalId: id,
  /** The arrival of the later version. */
  by: id,
});

/** A refused file that somebody took off the list, since nothing is left to do about it. Written once. */
export const dismissedSchema = z.object({
  schemaVersion: z.literal(1),
  arrivalId: id,
  /** Why, in the words of whoever did it. It names nobody. */
  reason: z.string(),
  dismissedAt: time,
  /** Who did it, as the audit log names them. */
  by: z.string(),
});

export type Arrival = z.infer<typeof arrivalSchema>;
export type Outcome = z.infer<typeof outcomeSchema>;
export type Quarantine = z.infer<typeof quarantineSchema>;
export type Superseded = z.infer<typeof supersededSchema>;
export type Dismissed = z.infer<typeof dismissedSchema>;
