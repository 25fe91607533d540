import type { Analysis, Finding, ModelRef } from './analysis';

/** All findings in an image's analyses, each with its model. */
export function findingsOf(analyses: readonly Analysis[]): (Finding & { readonly model: ModelRef })[] {
  return analyses.flatMap((analysis) =>
    analysis.outcome === 'abstained'
      ? []
      : analysis.findings.map((finding) => ({ ...finding, model: analysis.model })),
  );
}

/** Whether the score lies in the band around the threshold: read it as "cannot tell". */
export function isIndeterminate({ score, band }: Pick<Finding, 'score' | 'band'>): boolean {
  return band !== undefined && score >= band[0] && score <= band[1];
}

/**
 * The score relative to its threshold: `near` is inside the band, on either side; `none` has no threshold.
 */
export const stances = ['above', 'near', 'under', 'none'] as const;
export type Stance = (typeof stances)[number];

export function stanceOf(finding: Pick<Finding, 'score' | 'band' | 'threshold' | 'positive'>): Stance {
  if (finding.threshold === undefined) return 'none';
  if (isIndeterminate(finding)) return 'near';
  return finding.positive ? 'above' : 'under';
}

/** Highest score first; equal scores by label, so that the order is stable. */
export function byScore(a: Pick<Finding, 'score' | 'label'>, b: Pick<Finding, 'score' | 'label'>): number {
  return b.score - a.score || (a.label < b.label ? -1 : a.label > b.label ? 1 : 0);
}
