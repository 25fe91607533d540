import { z } from 'zod';
import { instanceIdentitySchema } from '../../image/imageDescription';
import type { DeepReadonly } from '../../kernel/deepReadonly';
import { places, priorities } from '../../kernel/priority';
import { studyImageSchema } from '../images/imageRecord';
import { studyRecordSchema } from '../studyRecord';
import { studyAlertCodes } from './studyAlerts';

/** A study as the caller may see it. */
export const studyViewSchema = studyRecordSchema.extend({
  /** ISO time of the server's clock. */
  serverTime: z.iso.datetime(),
  /** `reopened`: it was reviewed, and another image came later. */
  state: z.enum(['awaiting', 'reviewed', 'reopened']),
  /** What everybody who sees it must be told, the gravest first. */
  alerts: z.array(z.object({ code: z.enum(studyAlertCodes), images: z.number().int() })),
  /** It is not for review, by the intake rules. */
  route: z.enum(['prior', 'kept']).optional(),
  standing: z.object({ priority: z.enum(priorities), place: z.enum(places) }),
  /**
   * The reviewer has not committed a first impression of this version. Until then, `images[].analyses` and
   * the reasons of the decision are left out, and heat maps are refused.
   */
  awaitsImpression: z.literal(true).optional(),
  /** The study version of the newest accepted review, if a later image superseded that version. */
  reviewedVersion: z.number().int().positive().optional(),
});

/** Whom a picture shows, for a person. */
export const shownPatientSchema = instanceIdentitySchema.pick({
  patientName: true,
  patientId: true,
  patientBirthDate: true,
  patientSex: true,
  patientAge: true,
});

/** One earlier study of the same patient, who may be called otherwise in it. */
export const priorViewSchema = shownPatientSchema.extend({
  studyId: z.string(),
  receivedAt: z.iso.datetime(),
  /** YYYYMMDD as DICOM writes it, if known. */
  studyDate: z.string().optional(),
  modality: z.string().optional(),
  bodyPart: z.string().optional(),
  images: z.array(
    studyImageSchema.pick({
      imageId: true,
      modality: true,
      view: true,
      laterality: true,
      frames: true,
      seriesId: true,
      position: true,
    }),
  ),
});

export type StudyView = Readonly<z.infer<typeof studyViewSchema>>;
export type PriorView = DeepReadonly<z.infer<typeof priorViewSchema>>;
