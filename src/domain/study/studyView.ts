import { z } from 'zod';
import type { DeepReadonly } from '../kernel/deepReadonly';
import { places, priorities } from '../kernel/priority';
import { studyRecordSchema } from './studyRecord';

/** A study as a caller may see it. */
export const studyViewSchema = studyRecordSchema.extend({
  /** ISO time of the server's clock. */
  serverTime: z.iso.datetime(),
  /** `reopened`: it was reviewed, and then another image came. */
  state: z.enum(['awaiting', 'reviewed', 'reopened']),
  standing: z.object({ priority: z.enum(priorities), place: z.enum(places) }),
  /**
   * The reviewer has not committed a first impression of this version: `images[].analyses` and the reasons of the
   * decision are left out, and heat maps are refused, until one is given.
   */
  awaitsImpression: z.literal(true).optional(),
  /** The version of the study on which the newest accepted review was made, where a later image superseded it. */
  reviewedVersion: z.number().int().positive().optional(),
});

/** One earlier study of the same patient. */
export const priorViewSchema = z.object({
  studyId: z.string(),
  receivedAt: z.iso.datetime(),
  /** YYYYMMDD as DICOM writes it, where known. */
  studyDate: z.string().optional(),
  modality: z.string().optional(),
  bodyPart: z.string().optional(),
  images: z.array(
    z.object({ imageId: z.string(), view: z.string().optional(), laterality: z.string().optional() }),
  ),
});

export type StudyView = Readonly<z.infer<typeof studyViewSchema>>;
export type PriorView = DeepReadonly<z.infer<typeof priorViewSchema>>;
