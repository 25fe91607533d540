import { z } from 'zod';
import type { DeepReadonly } from '../kernel/deepReadonly';
import { orderUrgencySchema } from '../kernel/orderUrgencySchema';
import type { ImageFacts } from '../models/analysis';
import { rejectionCodeSchema } from '../reasons/rejection';
import { type ImageDescription, imageDescriptionSchema } from './imageDescription';
import { whomFields } from './saysWhom';
import { storedFramesSchema } from './storedFrames';

const id = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * `images/{imageId}/image.json`: what an image is and which study it belongs to, under ids that identify
 * nobody.
 */
export const storedImageSchema = imageDescriptionSchema.extend({
  imageId: id,
  studyId: id,
  storedFrames: storedFramesSchema.optional(),
  /** Stands for SOPInstanceUID; absent for a plain picture. */
  instanceId: id.optional(),
  /** Stands for SeriesInstanceUID. */
  seriesId: id.optional(),
  /**
   * Milliseconds between the taking of the study's pictures: from an instant that only the site's key tells, the same
   * for all images of a study.
   */
  takenAt: z.number().int().optional(),
  /** Of a rejection note: why, and the instances that it rejects, by their `instanceId`. */
  rejection: z.object({ code: rejectionCodeSchema, instances: z.array(id) }).optional(),
  /**
   * Stands for whom it shows, so that images of one study can be compared: keyed hashes that are of use within the
   * study alone.
   */
  whom: z.partialRecord(z.enum(whomFields), z.string().regex(/^[0-9a-f]{16}$/)).optional(),
  /** What its orders say of their urgency, such as STAT or HIGH. */
  orderUrgency: orderUrgencySchema.optional(),
});

export type StoredImage = DeepReadonly<z.infer<typeof storedImageSchema>>;

/** The attributes used to choose models. */
export function factsOf(image: ImageDescription): ImageFacts {
  const { modality, bodyPart, view, ageYears, frames, samplesPerPixel } = image;
  const { codedBodyPart, codedView, patientOrientation, presentationIntent, localizer } = image;
  const { photometricInterpretation } = image;
  return {
    modality,
    bodyPart,
    view,
    ageYears,
    frames,
    samplesPerPixel,
    codedBodyPart,
    codedView,
    patientOrientation,
    presentationIntent,
    localizer,
    photometricInterpretation,
    ...(image.notes.includes('nearly-grey') && { nearlyGrey: true as const }),
  };
}
