import type { Analysis, Finding } from './analysis';

export const sides = ['positive', 'negative', 'abstained'] as const;
export type Side = (typeof sides)[number];

/** What a model in shadow and a promoted version said of one label of one image. */
export interface Compared {
  readonly label: string;
  readonly said: Side;
  readonly promoted: Side;
  /** The shadow's score, less the promoted version's; if both have one. */
  readonly difference?: number;
}

function findingsOf(analysis: Analysis): ReadonlyMap<string, Finding> {
  const findings = analysis.outcome === 'analysed' ? analysis.findings : [];
  return new Map(findings.map((finding) => [finding.label, finding]));
}

function sideOf(finding: Finding | undefined): Side {
  if (finding === undefined) return 'abstained';
  return finding.positive ? 'positive' : 'negative';
}

/** The labels that both have; of an abstention, those of the other. Two abstentions agree on no label. */
export function compareAnswers(shadow: Analysis, promoted: Analysis): Compared[] {
  const [own, other] = [findingsOf(shadow), findingsOf(promoted)];
  const both = own.size > 0 && other.size > 0;
  const labels = [...new Set([...own.keys(), ...other.keys()])];
  return labels
    .filter((label) => !both || (own.has(label) && other.has(label)))
    .map((label) => {
      const [a, b] = [own.get(label), other.get(label)];
      return {
        label,
        said: sideOf(a),
        promoted: sideOf(b),
        ...(a && b ? { difference: a.score - b.score } : {}),
      };
    });
}
