import type { Submitter } from '../../domain/study/reviewer';
import { type UndoRefusal, undoReview } from '../../domain/study/undo';
import { type Changed, type ChangeStudyDeps, changeUnlessRefused } from './changeUnlessRefused';

/** Takes back the review that `by` signed. The caller sees to it that somebody waits for the next one. */
export function withdrawReview(
  deps: ChangeStudyDeps,
  studyId: string,
  reviewId: string,
  by: Submitter,
): Promise<Changed<UndoRefusal>> {
  const now = deps.now();
  return changeUnlessRefused(deps, studyId, by, (study) => undoReview(study, reviewId, by, now));
}
