import type { Analysis, Finding } from '../../../domain/models/analysis';
import type { NotAnalysedReason } from '../../../domain/reasons/notAnalysedReason';
import type { RefusalCode } from '../../../domain/reasons/refusalCode';
import type { ListedFile } from './labelledList';

/** The result of the pipeline for a listed file. */
export type Outcome =
  | {
      readonly outcome: 'analysed';
      readonly findings: readonly Finding[];
      readonly preprocessing: string;
      readonly notes: readonly string[];
    }
  | { readonly outcome: 'not-analysed'; readonly code: NotAnalysedReason; readonly notes: readonly string[] }
  | { readonly outcome: 'refused'; readonly code: RefusalCode };

export interface EvaluatedFile {
  readonly listed: ListedFile;
  readonly outcome: Outcome;
  /** Milliseconds from bytes to an image. */
  readonly readMs: number;
  /** Milliseconds in the models; absent for a refused file. */
  readonly modelsMs?: number;
}

/** The analyses of one model: at most one, or the reason why there is none. */
export function outcomeOf(analyses: readonly Analysis[], reason: NotAnalysedReason | undefined): Outcome {
  const [analysis] = analyses;
  if (analysis === undefined) return { outcome: 'not-analysed', code: reason ?? 'no-model', notes: [] };
  const { notes } = analysis;
  if (analysis.outcome === 'abstained') return { outcome: 'not-analysed', code: analysis.reason, notes };
  return { outcome: 'analysed', findings: analysis.findings, preprocessing: analysis.preprocessing, notes };
}

/** The finding for a label; undefined if the file got no score. */
export function findingOf({ outcome }: EvaluatedFile, label: string): Finding | undefined {
  if (outcome.outcome !== 'analysed') return undefined;
  return outcome.findings.find((finding) => finding.label === label);
}
