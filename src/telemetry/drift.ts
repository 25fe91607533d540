/** Fewer scores say nothing about a distribution. */
export const fewestScores = 100;
const groups = 10;
/** So that an empty group has a finite share. */
const added = 0.5;

/**
 * Population stability index of two histograms over the same range, whose bins are joined to at most ten
 * groups with about a tenth of the reference each: the sum of (share − reference) × ln(share / reference).
 * Under 0.1 counts as the same distribution, over 0.25 as another one.
 *
 * @param reference number of values per bin; a multiple of the other's bins
 * @returns undefined if either has too few values
 */
export function populationStability(
  reference: readonly number[],
  found: readonly number[],
): number | undefined {
  const expected = rebinned(reference, found.length);
  if (expected === undefined || total(expected) < fewestScores || total(found) < fewestScores)
    return undefined;
  const ends = groupEnds(expected);
  const [a, b] = [sharesOf(expected, ends), sharesOf(found, ends)];
  return a.reduce((sum, share, group) => {
    const other = b[group] as number;
    return sum + (other - share) * Math.log(other / share);
  }, 0);
}

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

/** The same values in fewer bins; undefined if the bins do not fit. */
function rebinned(counts: readonly number[], bins: number): number[] | undefined {
  const width = counts.length / bins;
  if (!Number.isInteger(width) || width < 1) return undefined;
  return Array.from({ length: bins }, (_, bin) => total(counts.slice(bin * width, (bin + 1) * width)));
}

/** The index after the last bin of each group. */
function groupEnds(counts: readonly number[]): number[] {
  const wanted = total(counts) / groups;
  const ends: number[] = [];
  let collected = 0;
  for (const [bin, count] of counts.entries()) {
    collected += count;
    if (collected < wanted) continue;
    ends.push(bin + 1);
    collected = 0;
  }
  if (ends.at(-1) !== counts.length) ends.push(counts.length);
  return ends;
}

function sharesOf(counts: readonly number[], ends: readonly number[]): number[] {
  const grouped = ends.map((end, group) => total(counts.slice(ends[group - 1] ?? 0, end)) + added);
  const all = total(grouped);
  return grouped.map((count) => count / all);
}
