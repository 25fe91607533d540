import { z } from 'zod';
import type { DeepReadonly } from '../kernel/deepReadonly';
import { imageFormats } from '../kernel/imageFormats';
import type { Rejection } from '../reasons/rejection';
import { codedFramesSchema } from './codedFrames';
import type { ImageAttributes } from './imageAttributes';
import { manufacturers } from './manufacturer';
import { type PatientHeader, patientHeaderSchema } from './patientHeader';
import { pixelAspectSchema } from './pixelAspectSchema';
import { reductionSchema } from './reduction';
import { spacingSources } from './spacing';

/** A VOI window, PS3.3 C.11.2.1.2; `centre` and `width` in modality values. */
export const windowSchema = z.object({
  centre: z.number(),
  width: z.number(),
  function: z.enum(['LINEAR', 'LINEAR_EXACT', 'SIGMOID']),
});

/**
 * A modality or VOI look-up table, PS3.3 C.11.1 and C.11.2; inputs below `firstMapped` take the first value.
 */
export const lookupTableSchema = z.object({
  firstMapped: z.number().int(),
  bits: z.number().int(),
  values: z.array(z.number().int()),
});

/** From stored to modality values, PS3.3 C.11.1. */
export const modalityTransformSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('identity') }),
  z.object({ kind: z.literal('linear'), slope: z.number(), intercept: z.number() }),
  z.object({ kind: z.literal('lut'), table: lookupTableSchema }),
]);

/**
 * Describes an admitted image without saying anything about the patient: the JSON beside the stored pixels.
 * The pixels are the stored values of all frames, little endian, `bitsAllocated` / 8 bytes each, with samples
 * interleaved. They are those of the first frame alone where there are `codedFrames`.
 */
export const imageDescriptionSchema = z.object({
  schemaVersion: z.literal(1),
  format: z.enum(imageFormats),
  transferSyntax: z.string().optional(),
  sopClass: z.string().optional(),
  rows: z.number().int().min(0),
  columns: z.number().int().min(0),
  /**
   * Present if the stored pixels are a smaller picture, `reducedSide(rows) × reducedSide(columns)`. Rows,
   * columns and spacing describe the full picture.
   */
  reduction: reductionSchema.optional(),
  /** How many pictures there are; 0 if a DICOM object has no pixels, or is a video. */
  frames: z.number().int().min(0),
  codedFrames: codedFramesSchema.optional(),
  /** Of a video, which is not decoded: how many pictures it says that it has, if it does. */
  video: z.object({ frames: z.number().int().min(1).optional() }).optional(),
  samplesPerPixel: z.number().int(),
  bitsAllocated: z.number().int(),
  bitsStored: z.number().int(),
  pixelRepresentation: z.union([z.literal(0), z.literal(1)]),
  /** `float` for IEEE 754 samples of 32 or 64 bits; integers otherwise. */
  sampleType: z.literal('float').optional(),
  photometricInterpretation: z.string(),
  modalityTransform: modalityTransformSchema,
  windows: z.array(windowSchema),
  voiTables: z.array(lookupTableSchema),
  /** Range of stored values that mean "no picture here", PS3.3 C.7.5.1.1.2, both ends included. */
  padding: z.object({ first: z.number(), last: z.number() }).optional(),
  /** For PALETTE COLOR, PS3.3 C.7.6.3.1.5. */
  palette: z.object({ red: lookupTableSchema, green: lookupTableSchema, blue: lookupTableSchema }).optional(),
  /** If frames differ: the values for each frame, instead of those above. */
  perFrame: z
    .array(z.object({ modalityTransform: modalityTransformSchema, windows: z.array(windowSchema) }))
    .optional(),
  presentationLutShape: z.enum(['IDENTITY', 'INVERSE']).optional(),
  /**
   * What the pixels are intended for. FOR PROCESSING pixels are raw and look unlike a picture meant for
   * display.
   */
  presentationIntent: z.enum(['FOR PRESENTATION', 'FOR PROCESSING']).optional(),
  /** A picture that only serves to plan others. */
  localizer: z.literal(true).optional(),
  modality: z.string().optional(),
  bodyPart: z.string().optional(),
  view: z.string().optional(),
  /** The coded Anatomic Region and View, as terms such as CHEST and PA. */
  codedBodyPart: z
    .string()
    .regex(/^[A-Z]{1,16}$/)
    .optional(),
  codedView: z
    .string()
    .regex(/^[A-Z]{1,16}$/)
    .optional(),
  /** The patient directions of the rows and the columns, as letters from L R A P H F. */
  patientOrientation: z
    .tuple([z.string().regex(/^[LRAPHF]{1,3}$/), z.string().regex(/^[LRAPHF]{1,3}$/)])
    .optional(),
  laterality: z.string().optional(),
  /** Who made the device, from a closed list. */
  manufacturer: z.enum(manufacturers).optional(),
  /** Whole years; 90 for everybody over 89. */
  ageYears: z.number().optional(),
  sex: z.enum(['M', 'F', 'O']).optional(),
  /** Row and column spacing in millimetres, of the first frame. */
  pixelSpacing: z.tuple([z.number(), z.number()]).optional(),
  /** The attribute that the spacing comes from; absent if frames differ in it. */
  spacingFrom: z.enum(spacingSources).optional(),
  /** Rescale Type (0028,1054): what the modality values are, such as HU; absent if frames differ. */
  rescaleType: z
    .string()
    .regex(/^[A-Z0-9_]{1,16}$/)
    .optional(),
  pixelAspect: pixelAspectSchema.optional(),
  /** Where it stands in its study, PS3.3 C.7.3.1 and C.7.6.1. */
  seriesNumber: z.number().int().optional(),
  instanceNumber: z.number().int().optional(),
  /** Along the normal of its plane, in millimetres. */
  position: z.number().optional(),
  lossy: z.boolean(),
  /** What the file holds behind a plain picture, in bytes, and how many whole pictures are among it: none is read. */
  behind: z.object({ bytes: z.number().int().min(1), pictures: z.number().int().min(0) }).optional(),
  burnedInAnnotation: z.boolean().optional(),
  /** Unusual but harmless findings from reading the file, as codes. */
  notes: z.array(z.string()),
});

export type ImageDescription = DeepReadonly<z.infer<typeof imageDescriptionSchema>>;
export type Window = z.infer<typeof windowSchema>;
export type ModalityTransform = DeepReadonly<z.infer<typeof modalityTransformSchema>>;
export type LookupTable = DeepReadonly<z.infer<typeof lookupTableSchema>>;

/** The patient and study of an instance. Stored in `identity` and nowhere else. */
export const instanceIdentitySchema = z.object({
  studyInstanceUid: z.string().optional(),
  seriesInstanceUid: z.string().optional(),
  sopInstanceUid: z.string().optional(),
  patientName: z.string().optional(),
  patientId: z.string().optional(),
  /** Issuer of the patient id; the same id from two issuers is two patients. */
  issuerOfPatientId: z.string().optional(),
  patientBirthDate: z.string().optional(),
  /** M, F or O, as the file writes it. */
  patientSex: z.string().optional(),
  /** When the study was made, such as 052Y or 003M. */
  patientAge: z.string().optional(),
  accessionNumber: z.string().optional(),
  studyDate: z.string().optional(),
  studyTime: z.string().optional(),
  /** When the picture was taken, else when the object was made. */
  takenDate: z.string().optional(),
  takenTime: z.string().optional(),
  studyDescription: z.string().optional(),
  institutionName: z.string().optional(),
  referringPhysicianName: z.string().optional(),
  /** Where the patient is, else which service asked for the study. */
  ward: z.string().optional(),
  /** The clinical question: why the study was asked for. */
  reasonForRequest: z.string().optional(),
  patientHistory: z.string().optional(),
});

export type InstanceIdentity = z.infer<typeof instanceIdentitySchema>;

/** `identity/{studyId}/{imageId}.json`. */
export const identityRecordSchema = instanceIdentitySchema.extend({
  schemaVersion: z.literal(1),
  /** Of a DICOM file. */
  header: patientHeaderSchema.optional(),
});

export type IdentityRecord = z.infer<typeof identityRecordSchema>;

/** What is stored for an image beside its description. */
export interface ImageContent {
  /** Stored values as the description says; empty if `frames` is 0. */
  readonly pixels: Uint8Array;
  /**
   * If the pixels are reduced, or of the first frame alone: every frame as it was compressed, from which its
   * full picture is made when somebody views it.
   */
  readonly codestreams?: readonly Uint8Array[];
  /** For a DICOM file: its de-identified header. */
  readonly attributes?: ImageAttributes;
}

/** A file that was read: its description, stored pixels, patient and ordered urgency. */
export interface ReadImage extends ImageContent {
  readonly description: ImageDescription;
  readonly identity: InstanceIdentity;
  /** Of a DICOM file. */
  readonly header?: PatientHeader;
  /** Of a rejection note. */
  readonly rejection?: Rejection;
  /** What its orders say of their urgency; see `orderUrgencySchema`. */
  readonly orderUrgency?: readonly string[];
}
