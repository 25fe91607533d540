import { z } from 'zod';
import type { ReadLimits } from '../domain/kernel/limits';
import type { Job, JobRunner } from './work';

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
export function mediaDirectoryReader(decoder: JobRunner) {
  return (bytes: Uint8Array, limits: ReadLimits): Promise<string[]> =>
    decoder.run(mediaDirectoryJob(bytes, limits));
}
