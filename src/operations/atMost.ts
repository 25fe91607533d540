/** Runs work so that no more than so much of it is under way at a time; the rest waits its turn. */
export function atMost(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
  let under = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (under >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else under += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) under -= 1;
      else next();
    }
  };
}
