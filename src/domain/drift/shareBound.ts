/** Kullback–Leibler divergence of a yes-no draw with share `p` from one with share `q`, in nats. */
function divergence(p: number, q: number): number {
  const term = (a: number, b: number) => (a === 0 ? 0 : a * Math.log(a / b));
  return term(p, q) + term(1 - p, 1 - q);
}

/**
 * An upper confidence bound of a share: Chernoff's bound, in the form of Hoeffding (JASA 58, 1963, theorem 1). It holds
 * for every `n`.
 *
 * @param k of `n` draws; both may be fractions
 * @param chance that the true share lies above the bound, at most
 */
export function upperShare(k: number, n: number, chance: number): number {
  if (n === 0) return 1;
  const allowed = Math.log(1 / chance) / n;
  let [low, high] = [k / n, 1];
  // Each step halves what is left: far below the rounding of a number.
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (divergence(k / n, middle) <= allowed) low = middle;
    else high = middle;
  }
  return high;
}

/** The same from below. */
export function lowerShare(k: number, n: number, chance: number): number {
  return 1 - upperShare(n - k, n, chance);
}
