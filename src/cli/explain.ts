import { describeRefusal, type NotAnalysedReason, notAnalysedReasons } from '../domain/errors';
import { standing } from '../domain/studyRecord';
import type { FileResult } from './fileResult';

/** A score for a person. Rounding must not turn "nearly" into "certainly". */
export function percent(score: number): string {
  if (score > 0.99 && score < 1) return '>99%';
  if (score > 0 && score < 0.01) return '<1%';
  return `${Math.round(score * 100)}%`;
}

/** Why a file stands where it stands, in a sentence. */
export function explain(result: FileResult): string {
  if (!('image' in result)) return describeRefusal(result.outcome.reason, result.refusal?.detail);
  const { outcome, study } = result;
  const place = standing(study).place;
  const { reasons } = study.decision;
  if (outcome.outcome === 'not-analysed') {
    const words = notAnalysedReasons[outcome.reason as NotAnalysedReason] ?? outcome.reason ?? '';
    return `Not analysed: ${words} It keeps its place (${place}).`;
  }
  const raising = reasons.filter((reason) => reason.kind === 'finding' && reason.place === place);
  for (const reason of raising) {
    if (reason.kind !== 'finding' || reason.imageId !== outcome.imageId) continue;
    return `${reason.title} (${percent(reason.score)}) is over its threshold: ${place}.`;
  }
  if (raising.length > 0) return `Another image of the study makes it ${place}.`;
  if (study.decision.place !== place) return `A reviewer made it ${place}.`;
  return `Nothing over its threshold: it keeps its place (${place}).`;
}
