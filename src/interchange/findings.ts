import type { Analysis, Finding, ModelRef } from '../domain/models/analysis';
import { isIndeterminate } from '../domain/models/findings';
import type { Report, ReportedInstance } from './report';

/** What a score says; a label without a threshold is only scored. */
export type Presence = 'present' | 'absent' | 'indeterminate';

/** One label of one model on one picture. */
export interface ReportedFinding {
  readonly instance: ReportedInstance;
  readonly model: ModelRef;
  readonly finding: Finding;
  readonly presence: Presence | undefined;
}

export function reportedFindings({ instances }: Report): ReportedFinding[] {
  return instances.flatMap((instance) =>
    instance.image.analyses.flatMap((analysis) => findingsIn(instance, analysis)),
  );
}

function findingsIn(instance: ReportedInstance, analysis: Analysis): ReportedFinding[] {
  if (analysis.outcome !== 'analysed') return [];
  const { model } = analysis;
  return analysis.findings.map((finding) => ({ instance, model, finding, presence: presenceOf(finding) }));
}

function presenceOf(finding: Finding): Presence | undefined {
  if (finding.threshold === undefined) return undefined;
  if (isIndeterminate(finding)) return 'indeterminate';
  return finding.positive ? 'present' : 'absent';
}

/** A picture that no model spoke about, or one model that did not: never to be taken for normal. */
export interface Unanswered {
  readonly instance: ReportedInstance;
  readonly model?: ModelRef;
  /** A code of `notAnalysedReasons`. */
  readonly reason: string;
}

export function unansweredIn({ instances }: Report): Unanswered[] {
  return instances.flatMap((instance): Unanswered[] => {
    const { analyses, unrouted } = instance.image;
    const abstained = analyses.flatMap((analysis) =>
      analysis.outcome === 'abstained' ? [{ instance, model: analysis.model, reason: analysis.reason }] : [],
    );
    return analyses.length === 0 ? [{ instance, reason: unrouted ?? 'no-model' }] : abstained;
  });
}
