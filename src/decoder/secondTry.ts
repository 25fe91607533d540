import { RefusedError } from '../domain/reasons/refusals';
import type { DecoderPool } from './decoderPool';
import type { JobRunner } from './work';

/**
 * Whether other files can be to blame: the clock ran on while they had the processor, the process still held
 * memory of an earlier file, or the kernel killed it because memory ran out.
 */
function isOfNeighbours(error: unknown): boolean {
  if (!(error instanceof RefusedError)) return false;
  const { code, detail } = error;
  return (
    code === 'timeout' ||
    code === 'memory-exceeded' ||
    (code === 'decoder-crashed' && detail.value === 'SIGKILL')
  );
}

/**
 * A pool in which a file that took too much is read once more before that is final: in a new process, with no
 * other file beside it. For files that nobody would send again.
 */
export function withSecondTry(pool: DecoderPool): JobRunner {
  return {
    run: async (job) => {
      try {
        return await pool.run(job);
      } catch (error) {
        if (isOfNeighbours(error)) return pool.runAlone(job);
        throw error;
      }
    },
  };
}
