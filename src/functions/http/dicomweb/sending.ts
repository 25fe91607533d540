import { RefusedError } from '../../../domain/reasons/refusals';
import { refusalAdvice } from '../../../domain/words/words';
import type { OtherAnswer } from '../support/handler';
import { problem } from '../support/problem';

/** Bytes of pixels in one answer, which is in memory as a whole: the host takes no streams. */
export const largestAnswer = 128 << 20;

/** 422 for a frame that is damaged where nobody looked when it was read. */
export async function unlessRefused(make: () => Promise<OtherAnswer>): Promise<OtherAnswer> {
  try {
    return await make();
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return problem(422, error.code, refusalAdvice(error.code, error.detail));
  }
}
