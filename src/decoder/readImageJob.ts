import { z } from 'zod';
import { imageAttributesSchema } from '../domain/image/imageAttributes';
import {
  type ImageDescription,
  imageDescriptionSchema,
  instanceIdentitySchema,
  type ReadImage,
} from '../domain/image/imageDescription';
import { reducedSide } from '../domain/image/reduction';
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
  codestreamBytes: z.number().int().min(0).optional(),
});

/**
 * An image as the process returns it: the parts are its pixels and the codestream, if any. Pixels that are in
 * the file unchanged, as in most uncompressed images, are not sent back: the host has them.
 */
export function answerOfImage(image: ReadImage, file: Uint8Array): DecoderAnswer {
  const { description, identity, attributes, orderUrgency, rejection, pixels, codestream } = image;
  const pixelsAt = pixels.buffer === file.buffer ? pixels.byteOffset - file.byteOffset : undefined;
  const codestreamBytes = codestream?.length;
  return {
    json: { description, identity, attributes, orderUrgency, rejection, pixelsAt, codestreamBytes },
    parts: [pixelsAt === undefined ? pixels : undefined, codestream].filter((part) => part !== undefined),
  };
}

/** The size of the stored values in bytes, according to the description. */
function pixelBytes(description: ImageDescription, limits: ReadLimits): number {
  const { rows, columns, reduction, frames, samplesPerPixel, bitsAllocated } = description;
  const stored = reducedSide(rows, reduction) * reducedSide(columns, reduction);
  const samples = stored * frames * samplesPerPixel;
  if (samples > limits.maxPixels) throw new RangeError('more samples than the limits allow');
  return (samples * bitsAllocated) / 8;
}

/** A request to read one file. */
export function readImageJob(bytes: Uint8Array, name: string, limits: ReadLimits): Job<ReadImage> {
  return {
    request: { kind: 'read-file', extension: extensionOf(name), limits },
    bytes,
    expect: (json) => {
      const { description, identity, attributes, orderUrgency, rejection, pixelsAt, codestreamBytes } =
        answerSchema.parse(json);
      if ((codestreamBytes ?? 0) > limits.maxFileBytes)
        throw new RangeError('a codestream larger than any file');
      const size = pixelBytes(description, limits);
      if (pixelsAt !== undefined && pixelsAt + size > bytes.length)
        throw new RangeError('pixels outside of the file');
      const inFile = pixelsAt === undefined ? [] : [bytes.subarray(pixelsAt, pixelsAt + size)];
      const sizes = [pixelsAt === undefined ? size : undefined, codestreamBytes];
      return {
        sizes: sizes.filter((one) => one !== undefined),
        finish: (parts) => {
          const [pixels, codestream] = [...inFile, ...parts];
          return {
            description,
            identity,
            pixels: pixels as Uint8Array,
            ...(codestream === undefined ? {} : { codestream }),
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
