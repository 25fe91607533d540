import { viewGroupOf } from '../domain/drift/viewGroup';
import type { StoredImage } from '../domain/image/storedImage';
import type { Analysis, ModelRef } from '../domain/models/analysis';
import { compareAnswers } from '../domain/models/shadowComparison';
import { judgedOf, keptPlace } from '../domain/study/feedback/feedbackLine';
import type { Review } from '../domain/study/review/review';
import { isRead } from '../domain/study/review/standingReview';
import type { StudyRecord } from '../domain/study/studyRecord';
import type { OnAnalysed } from '../operations/ports';
import type { Counters } from '../telemetry/counters';

/** What is counted of each model version: what it is shown, what it says, and what readers make of it. */
export interface ModelWatch {
  readonly analysed: OnAnalysed;
  readonly compared: (shadow: Analysis, promoted: readonly Analysis[]) => void;
  readonly reviewed: (study: StudyRecord, review: Review) => void;
}

const nameOf = ({ id, version }: Pick<ModelRef, 'id' | 'version'>) => `${id}@${version}`;

export function modelWatch(counters: Counters): ModelWatch {
  return {
    analysed: (analysis, image, brightness) => {
      countAnswer(counters, analysis);
      countInput(counters, nameOf(analysis.model), image, brightness);
    },
    compared: (shadow, promoted) => {
      for (const other of promoted) countCompared(counters, shadow, other);
    },
    reviewed: (study, review) => {
      if (!isRead(review) || review.studyVersion !== study.version || review.outcome !== 'accepted') return;
      const judged = judgedOf(review, study);
      const place = keptPlace(judged);
      if (place === undefined) return;
      for (const model of judged.models)
        counters.count('triage.reviews', { model: nameOf(model), place: place ? 'kept' : 'changed' });
    },
  };
}

function countAnswer(counters: Counters, analysis: Analysis): void {
  const { outcome } = analysis;
  const model = nameOf(analysis.model);
  if (outcome === 'abstained') {
    counters.count('triage.analyses', { model, outcome, reason: analysis.reason });
    return;
  }
  counters.count('triage.analyses', { model, outcome });
  for (const { label, score } of analysis.findings) counters.observe('triage.score', { model, label }, score);
}

function countInput(
  counters: Counters,
  model: string,
  image: StoredImage,
  brightness: number | undefined,
): void {
  const { rows, columns, codedView, view, manufacturer = 'unstated' } = image;
  if (brightness !== undefined) counters.observe('triage.input.brightness', { model }, brightness);
  counters.observe('triage.input.size', { model }, Math.max(rows, columns));
  counters.count('triage.input.views', { model, view: viewGroupOf(codedView ?? view) });
  counters.count('triage.input.manufacturers', { model, manufacturer });
}

function countCompared(counters: Counters, shadow: Analysis, other: Analysis): void {
  const models = { model: nameOf(shadow.model), against: nameOf(other.model) };
  for (const { label, said, promoted, difference } of compareAnswers(shadow, other)) {
    counters.count('triage.shadow.answers', { ...models, label, said, promoted });
    if (difference !== undefined)
      counters.observe('triage.shadow.difference', { ...models, label }, difference);
  }
}
