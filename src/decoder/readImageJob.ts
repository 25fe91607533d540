import { z } from 'zod';
import { imageAttributesSchema } from '../domain/image/imageAttributes';
import {
  type ImageDescription,
  imageDescriptionSchema,
  instanceIdentitySchema,
  type ReadImage,
} from '../domain/image/imageDescription';
import { patientHeaderSchema } from '../domain/image/patientHeader';
import { reducedSide } from '../domain/image/reduction';
import { framesInPixels } from '../domain/image/singleFrame';
import type { ReadLimits } from '../domain/kernel/limits';
import { orderUrgencySchema } from '../domain/kernel/orderUrgencySchema';
import { readNotes } from '../domain/reasons/readNotes';
import { RefusedError } from '../domain/reasons/refusals';
import { rejectionCodeSchema } from '../domain/reasons/rejection';
import { extensionOf } from '../formats/fileFormat';
import type { DecoderAnswer } from './protocol';
import type { Job, JobRunner } from './work';

/** What the process states about an image. It has read a hostile file, so it is trusted no more than the file. */
const answerSchema = z.strictObject({
  description: imageDescriptionSchema.extend({
    notes: z.array(z.enum(readNotes)),
  }),
  identity: instanceIdentitySchema,
  header: patientHeaderSchema.optional(),
  attributes: imageAttributesSchema.optional(),
  orderUrgency: orderUrgencySchema.optional(),
  rejection: z
    .strictObject({ code: rejectionCodeSchema, instances: z.array(z.string().max(128)) })
    .optional(),
  /**
   * Where the pixels are in the file, if they are there unchanged; absent if they are the first part of the
   * answer.
   */
  pixelsAt: z.number().int().min(0).optional(),
  /** Those of the codestreams that have no place in the file are further parts, in their order. */
  codestreams: z
    .array(z.strictObject({ at: z.number().int().min(0).optional(), bytes: z.number().int().min(0) }))
    .optional(),
});

/** Bytes of an image: where in the file they are, unchanged, or that they are sent. */
interface Place {
  readonly at?: number | undefined;
  readonly bytes: number;
}

/**
 * An image as the process returns it: the parts are its pixels and the codestreams, if any. What is in the file
 * unchanged, as the pixels of most uncompressed images and many codestreams, is not sent back: the host has it.
 */
export function answerOfImage(image: ReadImage, file: Uint8Array): DecoderAnswer {
  const { description, identity, header, attributes, orderUrgency, rejection, pixels, codestreams } = image;
  const pixelsAt = placeIn(file, pixels).at;
  const places = codestreams?.map((stream) => placeIn(file, stream));
  return {
    json: {
      description,
      identity,
      header,
      attributes,
      orderUrgency,
      rejection,
      pixelsAt,
      codestreams: places,
    },
    parts: [pixels, ...(codestreams ?? [])].filter((part) => placeIn(file, part).at === undefined),
  };
}

function placeIn(file: Uint8Array, part: Uint8Array): Place {
  const bytes = part.length;
  return part.buffer === file.buffer ? { at: part.byteOffset - file.byteOffset, bytes } : { bytes };
}

/** The size of the stored values in bytes, according to the description. */
function pixelBytes(description: ImageDescription, limits: ReadLimits): number {
  const { rows, columns, reduction, samplesPerPixel, bitsAllocated } = description;
  const samples = reducedSide(rows, reduction) * reducedSide(columns, reduction) * samplesPerPixel;
  if (samples > limits.maxPixels) throw new RangeError('more samples than the limits allow');
  const bytes = (samples * framesInPixels(description) * bitsAllocated) / 8;
  if (bytes > limits.maxDecodedBytes) throw new RangeError('more frames than the limits allow');
  return bytes;
}

/** There are codestreams where the pixels are not everything, one for each frame. */
function checkCodestreams(
  { reduction, codedFrames, frames }: ImageDescription,
  places: readonly Place[] | undefined,
  limits: ReadLimits,
): void {
  const isPart = reduction !== undefined || codedFrames !== undefined;
  if ((places?.length ?? 0) !== (isPart ? frames : 0))
    throw new RangeError('not a codestream for each frame');
  if ((places ?? []).reduce((sum, { bytes }) => sum + bytes, 0) > limits.maxFileBytes)
    throw new RangeError('codestreams larger than any file');
}

/** A request to read one file. */
export function readImageJob(bytes: Uint8Array, name: string, limits: ReadLimits): Job<ReadImage> {
  return {
    request: { kind: 'read-file', extension: extensionOf(name), limits },
    bytes,
    expect: (json) => {
      const { pixelsAt, codestreams: streams, ...stated } = answerSchema.parse(json);
      const { description, identity, header, attributes, orderUrgency, rejection } = stated;
      checkCodestreams(description, streams, limits);
      const places: Place[] = [{ at: pixelsAt, bytes: pixelBytes(description, limits) }, ...(streams ?? [])];
      if (places.some(({ at, bytes: size }) => at !== undefined && at + size > bytes.length))
        throw new RangeError('something outside of the file');
      return {
        sizes: places.filter(({ at }) => at === undefined).map(({ bytes: size }) => size),
        finish: (parts) => {
          const sent = parts[Symbol.iterator]();
          const [pixels, ...codestreams] = places.map(({ at, bytes: size }) =>
            at === undefined ? (sent.next().value as Uint8Array) : bytes.subarray(at, at + size),
          );
          return {
            description,
            identity,
            ...(header === undefined ? {} : { header }),
            pixels: pixels as Uint8Array,
            ...(streams === undefined ? {} : { codestreams }),
            ...(attributes === undefined ? {} : { attributes }),
            ...(orderUrgency === undefined ? {} : { orderUrgency }),
            ...(rejection === undefined ? {} : { rejection }),
          };
        },
      };
    },
  };
}

/**
 * Reads files in decoding processes; only the extension of a file's name matters.
 *
 * The reader throws RefusedError for every file that is not read, and DecoderUnavailableError if no process
 * was available, which says nothing about the file.
 */
export function fileReader(decoder: JobRunner, limits: ReadLimits) {
  return async (bytes: Uint8Array, name: string): Promise<ReadImage> => {
    if (bytes.length > limits.maxFileBytes) throw new RefusedError('too-large', { value: bytes.length });
    return decoder.run(readImageJob(bytes, name, limits));
  };
}
