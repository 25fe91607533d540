/** One scored case whose truth is known. */
export interface Labelled {
  /** 0…1, or any number that increases with suspicion. */
  readonly score: number;
  readonly positive: boolean;
}

/** The scores of the positives and those of the negatives, each in the order of the cases. */
export function byTruth(cases: readonly Labelled[]): { positives: number[]; negatives: number[] } {
  const scoresWhere = (truth: boolean) =>
    cases.filter(({ positive }) => positive === truth).map(({ score }) => score);
  return { positives: scoresWhere(true), negatives: scoresWhere(false) };
}
