import type { Submitter } from '../../domain/study/review/reviewer';
import { type UndoRefusal, undoReview } from '../../domain/study/review/undo';
import type { Clock } from '../ports';
import type { Changed, StudyWriter } from './studyWriter';

export interface WithdrawReviewDeps {
  readonly studies: Pick<StudyWriter, 'changeAs'>;
  readonly now: Clock;
}

/** Withdraws the review that `by` signed. */
export function createWithdrawReview({ studies, now }: WithdrawReviewDeps) {
  return (studyId: string, reviewId: string, by: Submitter): Promise<Changed<UndoRefusal>> => {
    const at = now();
    return studies.changeAs(by, studyId, (study) => undoReview(study, reviewId, by, at));
  };
}
