import { z } from 'zod';
import type { DeepReadonly } from '../kernel/deepReadonly';
import { imageFormats } from '../kernel/imageFormats';
import { flatReasons } from '../reasons/flatReason';
import { lookupTableSchema, modalityTransformSchema, windowSchema } from './imageDescription';
import { pixelAspectSchema } from './pixelAspectSchema';
import { spacingSources } from './spacing';

/** How the stored values of one frame become display values. */
const frameTransformsSchema = z.object({
  modalityTransform: modalityTransformSchema,
  windows: z.array(windowSchema),
});

/** What a page needs to show stored values exactly as the server does. Windows are in modality values. */
const greyViewSchema = frameTransformsSchema.extend({
  /** Bits per sample in the response of `samples`. */
  sampleBits: z.literal([8, 16]),
  signed: z.boolean(),
  /** Stored values lie in 0 … 2^bitsStored − 1, or around 0 if signed. */
  bitsStored: z.number().int(),
  voiTables: z.array(lookupTableSchema),
  /** If frames differ: the values for each frame, instead of those above. */
  perFrame: z.array(frameTransformsSchema).optional(),
  /**
   * Range of stored values that mean "no picture here", both ends included. They are ignored when the value
   * range is determined.
   */
  padding: z.object({ first: z.number(), last: z.number() }).optional(),
  /** Without a window or table, the whole bit range is shown instead of the frame's range of values. */
  readyForDisplay: z.boolean(),
  /** Black and white are swapped, as the last step: MONOCHROME1, or Presentation LUT Shape INVERSE. */
  inverted: z.boolean(),
});

/** What a page needs to show an image. Nothing in it identifies the patient. */
export const imageViewSchema = z.object({
  imageId: z.string(),
  format: z.enum(imageFormats),
  rows: z.number().int(),
  columns: z.number().int(),
  /** 0 if there is no picture to show: the object has none, or is a video. */
  frames: z.number().int(),
  photometricInterpretation: z.string(),
  modality: z.string().optional(),
  bodyPart: z.string().optional(),
  view: z.string().optional(),
  laterality: z.string().optional(),
  /** The patient directions of the rows and the columns. */
  patientOrientation: z.tuple([z.string(), z.string()]).optional(),
  /** Row and column spacing in millimetres, of the first frame. */
  pixelSpacing: z.tuple([z.number(), z.number()]).optional(),
  /** The attribute that the spacing comes from; absent if it is not known, or not the same in all frames. */
  spacingFrom: z.enum(spacingSources).optional(),
  /** What the modality values are, such as HU. */
  rescaleType: z.string().optional(),
  pixelAspect: pixelAspectSchema.optional(),
  presentationIntent: z.enum(['FOR PRESENTATION', 'FOR PROCESSING']).optional(),
  lossy: z.boolean(),
  /** Whether a patient's name may be burned into the picture. */
  burnedInText: z.enum(['stated', 'likely']).optional(),
  /** What was unusual when the file was read. */
  notes: z.array(z.object({ code: z.string(), words: z.string() })),
  /** Windowing of the stored values; if absent, `flat` says why. */
  grey: greyViewSchema.optional(),
  flat: z.object({ reason: z.enum(flatReasons), words: z.string() }).optional(),
});

export type FrameTransforms = DeepReadonly<z.infer<typeof frameTransformsSchema>>;
export type GreyView = DeepReadonly<z.infer<typeof greyViewSchema>>;
export type ImageView = DeepReadonly<z.infer<typeof imageViewSchema>>;
