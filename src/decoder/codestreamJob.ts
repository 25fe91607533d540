import { z } from 'zod';
import type { ImageDescription } from '../domain/image/imageDescription';
import type { Job, JobRunner } from './work';

/** The full picture from a stored codestream: everything about it is known except the samples. */
export function codestreamJob(description: ImageDescription, codestream: Uint8Array): Job<Uint8Array> {
  const { rows, columns, samplesPerPixel, bitsAllocated } = description;
  return {
    request: { kind: 'decode-codestream', description },
    bytes: codestream,
    expect: (json) => {
      z.strictObject({}).parse(json);
      return {
        sizes: [(rows * columns * samplesPerPixel * bitsAllocated) / 8],
        finish: ([pixels]) => pixels as Uint8Array,
      };
    },
  };
}

/**
 * Decodes codestreams in decoding processes: a codestream is part of an untrusted file that was only partly
 * read at admission.
 *
 * The decoder throws RefusedError, and DecoderUnavailableError if no process was available.
 */
export function codestreamDecoder(decoder: JobRunner) {
  return (description: ImageDescription, codestream: Uint8Array): Promise<Uint8Array> =>
    decoder.run(codestreamJob(description, codestream));
}
