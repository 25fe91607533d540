/** Pseudo-random numbers, reproducible from the seed. */
export interface Random {
  /** Uniformly distributed in [0, 1). */
  next(): number;
  between(low: number, high: number): number;
  /** Approximately normally distributed, mean 0, standard deviation 1. */
  normal(): number;
}

/** A generator of the mulberry32 family: 32 bits of state, good enough for drawing. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000;
  };
  const between = (low: number, high: number) => low + (high - low) * next();
  // The sum of four uniform numbers is close to a bell curve, and needs no logarithm.
  const normal = () => (next() + next() + next() + next() - 2) * Math.sqrt(3);
  return { next, between, normal };
}
