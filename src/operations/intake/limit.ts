/** Runs it when it is its turn. */
export type Limit = <T>(run: () => Promise<T>) => Promise<T>;

/** Takes one of those that wait out of their line, in which they stand as they came. */
export type Turn = <T>(waiting: T[]) => T | undefined;

export const firstCome: Turn = (waiting) => waiting.shift();

/** The last and the first by turns: what has just come is soon served, however many wait, and none waits for good. */
export function bothEnds(): Turn {
  let isLast = false;
  return (waiting) => {
    isLast = !isLast;
    return isLast ? waiting.pop() : waiting.shift();
  };
}

/** So many run at a time; the others wait. */
export function createLimit(most: number, turn: Turn = firstCome): Limit {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (run) => {
    if (running < most) running += 1;
    // Whoever ends hands on its place.
    else await new Promise<void>((begin) => waiting.push(begin));
    try {
      return await run();
    } finally {
      const next = turn(waiting);
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
