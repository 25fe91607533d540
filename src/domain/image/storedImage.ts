import { z } from 'zod';
import type { Analysis, ImageFacts } from '../models/analysis';
import type { ImageRecord } from '../study/imageRecord';
import { baselineOf, type Policy } from '../study/policy';
import { type ImageDescription, imageDescriptionSchema } from './imageDescription';

const id = z.string().regex(/^[0-9a-f]{64}$/);

/** `images/{imageId}/image.json`: what an image is and where it belongs, under ids that name nobody. */
export const storedImageSchema = imageDescriptionSchema.extend({
  imageId: id,
  studyId: id,
  /** Stands for SOPInstanceUID; absent for a plain picture. */
  instanceId: id.optional(),
  /** A word of the standard such as STAT or HIGH. */
  orderUrgency: z
    .string()
    .regex(/^[A-Z]{1,16}$/)
    .optional(),
});

export type StoredImage = z.infer<typeof storedImageSchema>;

/** The attributes by which models are chosen. */
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
  };
}

/** What came of looking at an image: one analysis for each model, or why there was none. */
export interface Looked {
  readonly analyses: readonly Analysis[];
  readonly unrouted?: string | undefined;
}

/** @param receivedAt when its file arrived. @param now when it is recorded. Both ISO. */
export function recordOf(
  image: StoredImage,
  looked: Looked,
  policy: Policy,
  receivedAt: string,
  now: string,
): ImageRecord {
  const { imageId, studyId, instanceId, modality, bodyPart, view, laterality, frames } = image;
  const flags = [
    ...(image.lossy ? ['lossy-compressed'] : []),
    ...(image.burnedInAnnotation ? ['burned-in-annotation'] : []),
  ];
  return {
    schemaVersion: 1,
    imageId,
    studyId,
    instanceId,
    receivedAt,
    recordedAt: now,
    modality,
    bodyPart,
    view,
    laterality,
    frames,
    baseline: baselineOf(policy, image.orderUrgency),
    analyses: [...looked.analyses],
    unrouted: looked.unrouted,
    notes: [...new Set([...image.notes, ...flags])].sort(),
  };
}
