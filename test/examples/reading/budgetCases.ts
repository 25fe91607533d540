import { DecoderPool } from '../../../src/decoder/decoderPool';
import type { RefusalCode } from '../../../src/domain/reasons/refusalCode';
import { obey, program } from '../../decoder/support';
import type { Case } from './case';

const mebi = 2 ** 20;

/** A process that does what the file says, with a small budget of memory. @param seconds of CPU time */
function obeyed(what: string, order: string, code: RefusalCode, seconds = 10): Case {
  return {
    what,
    codes: [code],
    check: async () => {
      const pool = new DecoderPool({ processes: 1, seconds, memoryBytes: 256 * mebi }, program('obedient'));
      try {
        await expect(obey(pool, order)).rejects.toMatchObject({ code });
      } finally {
        await pool.close();
      }
    },
  };
}

/** For each row of the table of budgets: the files that pass it. */
export const budgetCases: Readonly<Record<string, readonly Case[]>> = {
  'CPU time of the process, all its threads, from when it has the file': [
    obeyed('a file that never ends', 'loop', 'timeout', 0.25),
  ],
  'wall clock, from handing over the file to the last byte of the answer': [
    obeyed('a file that computes nothing and never ends', 'hang', 'timeout', 0.25),
  ],
  'resident memory of the process': [obeyed('a file that takes memory', 'hog buffers', 'memory-exceeded')],
  'the answer: exactly the pixels that its description says, which the host computes itself, or where in the file they lie as they are; 4 MB of description':
    [
      obeyed('too few pixels', 'too few pixels', 'decoder-crashed'),
      obeyed('a long description', 'long description', 'too-large'),
    ],
};
