import { z } from 'zod';
import type { ReadLimits } from '../domain/kernel/limits';
import type { DecoderPool } from './decoderPool';
import type { Job } from './work';

const answerSchema = z.strictObject({ files: z.array(z.string()) });

/** The files that a DICOMDIR names. A DICOMDIR is as untrusted as the images beside it. */
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
 * The reader throws RefusedError, and DecoderUnavailableError if no process was available.
 */
export function mediaDirectoryReader(pool: DecoderPool) {
  return (bytes: Uint8Array, limits: ReadLimits): Promise<string[]> =>
    pool.run(mediaDirectoryJob(bytes, limits));
}
