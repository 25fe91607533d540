import { z } from 'zod';
import type { ImageDescription } from '../domain/image/imageDescription';
import type { DecoderPool } from './decoderPool';
import type { Job } from './work';

/** The full picture out of a stored codestream: everything about it is known but the samples. */
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
 * Decodes codestreams in decoding processes: it is a file's own, which was only read in part when it was admitted.
 *
 * The decoder throws RefusedError, and DecoderUnavailableError where no process could be had.
 */
export function codestreamDecoder(pool: DecoderPool) {
  return (description: ImageDescription, codestream: Uint8Array): Promise<Uint8Array> =>
    pool.run(codestreamJob(description, codestream));
}
