/** The word that was probably meant: the one with the fewest changes, if they are few for its length. */
export function nearest(word: string, among: readonly string[]): string | undefined {
  const plain = simplified(word);
  const ranked = among
    .map((candidate) => ({ candidate, changes: changesBetween(plain, simplified(candidate)) }))
    .sort((a, b) => a.changes - b.changes);
  const best = ranked[0];
  if (best === undefined || best.changes > Math.max(1, Math.floor(word.length / 3))) return undefined;
  return best.candidate;
}

/** To a person, `mean_std`, `MeanStd` and `mean-std` are the same word. */
function simplified(word: string): string {
  return word.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/**
 * The number of insertions, deletions, substitutions and swaps of neighbouring letters (optimal string
 * alignment).
 */
function changesBetween(a: string, b: string): number {
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const changed = Math.min(
        (last[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (last[j - 1] as number) + (same ? 0 : 1),
      );
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(swapped ? Math.min(changed, (before[j - 2] as number) + 1) : changed);
    }
    [before, last] = [last, row];
  }
  return last[b.length] as number;
}
