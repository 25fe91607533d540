import type { Effort, Route } from '../../../contract/routes/route';
import { RequestError } from './requestError';

interface Limit {
  /** Requests of one caller that are answered at the same time. */
  readonly atOnce: number;
  /** When to try again: about as long as one takes. */
  readonly retryAfterSeconds: number;
}

/** A browser has at most 6 requests in flight over HTTP/1.1, and about 100 over HTTP/2. */
const limits: Readonly<Record<Effort, Limit>> = {
  little: { atOnce: 200, retryAfterSeconds: 1 },
  list: { atOnce: 12, retryAfterSeconds: 1 },
  picture: { atOnce: 8, retryAfterSeconds: 1 },
  // A viewer asks for all frames of a series at once, and does not come again: they take turns instead.
  viewer: { atOnce: 100, retryAfterSeconds: 1 },
  // A whole body is in memory meanwhile.
  upload: { atOnce: 4, retryAfterSeconds: 2 },
  // One of them can take a process for ten seconds, and a whole file in memory.
  classification: { atOnce: 2, retryAfterSeconds: 5 },
};

/**
 * The requests that this process is answering, by caller and effort: a caller who has too many gets no more,
 * and takes nothing from the others.
 */
export class InFlight {
  readonly #counts = new Map<string, number>();

  /**
   * @param caller the subject; the address of someone who is not signed in
   * @throws RequestError 429 if the caller has too many, without running it
   */
  async run<T>(
    { effort = 'little' }: Pick<Route, 'effort'>,
    caller: string,
    run: () => Promise<T>,
  ): Promise<T> {
    const limit = limits[effort];
    const key = `${effort} ${caller}`;
    const count = this.#counts.get(key) ?? 0;
    if (count >= limit.atOnce) throw tooMany(limit);
    this.#counts.set(key, count + 1);
    try {
      return await run();
    } finally {
      this.#leave(key);
    }
  }

  #leave(key: string): void {
    const left = (this.#counts.get(key) ?? 1) - 1;
    if (left > 0) this.#counts.set(key, left);
    else this.#counts.delete(key);
  }
}

function tooMany({ atOnce, retryAfterSeconds }: Limit): RequestError {
  return new RequestError(
    429,
    'too-many-at-once',
    `You have ${atOnce} such requests in progress, the most at a time. Try again when one of them was answered.`,
    { 'retry-after': String(retryAfterSeconds) },
  );
}
