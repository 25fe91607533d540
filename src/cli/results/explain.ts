import type { Analysis } from '../../domain/models/analysis';
import { doubtsOf, noteWords } from '../../domain/models/analysisNotes';
import { findingsOf, isIndeterminate } from '../../domain/models/findings';
import { type NotAnalysedReason, notAnalysedReasons } from '../../domain/reasons/refusals';
import { standing } from '../../domain/study/studyRecord';
import { refusalWords } from '../terminal/refusalWords';
import { describeExport, indexWords } from './describeExport';
import type { FileResult } from './fileResult';

/** A score for a person. Rounding must not turn "nearly" into "certainly". */
export function percent(score: number): string {
  if (score > 0.99 && score < 1) return '>99%';
  if (score > 0 && score < 0.01) return '<1%';
  return `${Math.round(score * 100)}%`;
}

/** Why a file stands where it stands, and what makes its scores doubtful, in a few sentences. */
export function explain(result: FileResult): string {
  if (result.outcome.outcome === 'unpacked') return describeExport(result.outcome);
  if (result.outcome.outcome === 'index') return indexWords;
  if ('refusal' in result) return refusalWords(result.outcome.reason, result.refusal?.detail);
  if (!('image' in result)) return '';
  return [placeWords(result), ...doubtsOf(result.image.analyses).map(noteWords)].join(' ');
}

function placeWords(result: Extract<FileResult, { image: unknown }>): string {
  const { outcome, study } = result;
  const place = standing(study).place;
  const { reasons } = study.decision;
  if (outcome.outcome === 'not-analysed') {
    const words = notAnalysedReasons[outcome.reason as NotAnalysedReason] ?? outcome.reason ?? '';
    return `${words}${gateWords(result.image.analyses)} It keeps its place (${place}).`;
  }
  if (study.decision.place !== place) return `A reviewer made it ${place}.`;
  if (reasons.some((reason) => reason.kind === 'baseline' && reason.place === place)) {
    return place === 'routine' ? 'No finding raises it: it stays routine.' : `It was ordered as ${place}.`;
  }
  const raising = reasons.filter((reason) => reason.kind === 'finding' && reason.place === place);
  for (const reason of raising) {
    if (reason.kind !== 'finding' || reason.imageId !== outcome.imageId) continue;
    const near = findingsOf(result.image.analyses).some(
      (finding) =>
        finding.label === reason.label && finding.score === reason.score && isIndeterminate(finding),
    );
    return `${reason.title} (${percent(reason.score)}${near ? ', near its threshold' : ''}) makes it ${place}.`;
  }
  return `Another image of its study makes it ${place}.`;
}

/** What the gate took the picture for, where it kept it out. */
function gateWords(analyses: readonly Analysis[]): string {
  const gate = analyses.find((analysis) => analysis.outcome === 'abstained' && analysis.gate)?.gate;
  return gate === undefined ? '' : ` It looks like this: ${gate.title}.`;
}
