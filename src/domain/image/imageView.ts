import { z } from 'zod';
import type { DeepReadonly } from '../kernel/deepReadonly';
import { imageFormats } from '../kernel/imageFormats';
import { flatReasons } from '../reasons/flatReason';
import { lookupTableSchema, modalityTransformSchema, windowSchema } from './imageDescription';

/** How one frame's stored values become what is seen. */
const frameTransformsSchema = z.object({
  modalityTransform: modalityTransformSchema,
  windows: z.array(windowSchema),
});

/** What a page needs to show stored values as the server does. Modality values are what windows count in. */
const greyViewSchema = frameTransformsSchema.extend({
  /** Of each sample in the answer of `samples`. */
  sampleBits: z.literal([8, 16]),
  signed: z.boolean(),
  /** Stored values lie in 0 … 2^bitsStored − 1, or around 0 where they are signed. */
  bitsStored: z.number().int(),
  voiTables: z.array(lookupTableSchema),
  /** Where frames differ: what holds for each instead of the above. */
  perFrame: z.array(frameTransformsSchema).optional(),
  /** Stored values that stand for "no picture here", both ends included; they do not count for the whole range. */
  padding: z.object({ first: z.number(), last: z.number() }).optional(),
  /** Without a window or table the whole range of the bits is shown, not that of the values in the frame. */
  readyForDisplay: z.boolean(),
  /** Black and white change places, last of all: MONOCHROME1, or Presentation LUT Shape INVERSE. */
  inverted: z.boolean(),
});

/** What a page needs of an image to show it. Nothing in it says who the image shows. */
export const imageViewSchema = z.object({
  imageId: z.string(),
  format: z.enum(imageFormats),
  rows: z.number().int(),
  columns: z.number().int(),
  /** 0 where a DICOM object holds no picture. */
  frames: z.number().int(),
  photometricInterpretation: z.string(),
  modality: z.string().optional(),
  bodyPart: z.string().optional(),
  view: z.string().optional(),
  laterality: z.string().optional(),
  /** Where in the patient the rows and the columns lead. */
  patientOrientation: z.tuple([z.string(), z.string()]).optional(),
  /** Row and column spacing in millimetres. */
  pixelSpacing: z.tuple([z.number(), z.number()]).optional(),
  presentationIntent: z.enum(['FOR PRESENTATION', 'FOR PROCESSING']).optional(),
  lossy: z.boolean(),
  /** Whether a name may be written in the picture itself. */
  burnedInText: z.enum(['stated', 'likely']).optional(),
  /** What was unusual when the file was read. */
  notes: z.array(z.object({ code: z.string(), words: z.string() })),
  /** Real windowing of the stored values; absent where `flat` says why not. */
  grey: greyViewSchema.optional(),
  flat: z.object({ reason: z.enum(flatReasons), words: z.string() }).optional(),
});

export type FrameTransforms = DeepReadonly<z.infer<typeof frameTransformsSchema>>;
export type GreyView = DeepReadonly<z.infer<typeof greyViewSchema>>;
export type ImageView = DeepReadonly<z.infer<typeof imageViewSchema>>;
