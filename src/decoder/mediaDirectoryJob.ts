import { z } from 'zod';
import type { ReadLimits } from '../domain/kernel/limits';
import type { DecoderPool } from './decoderPool';
import type { Job } from './work';

const answerSchema = z.strictObject({ files: z.array(z.string()) });

/** The files that a DICOMDIR names: it is of the same hands as the images that lie beside it. */
export function mediaDirectoryJob(bytes: Uint8Array, limits: ReadLimits): Job<string[]> {
  return {
    request: { kind: 'read-media-directory', limits },
    bytes,
    expect: (json) => {
      const { files } = answerSchema.parse(json);
      return { sizes: [], finish: () => files };
    },
  };
}

/**
 * Reads DICOMDIRs in decoding processes.
 *
 * The reader throws RefusedError, and DecoderUnavailableError where no process could be had.
 */
export function mediaDirectoryReader(pool: DecoderPool) {
  return (bytes: Uint8Array, limits: ReadLimits): Promise<string[]> =>
    pool.run(mediaDirectoryJob(bytes, limits));
}
