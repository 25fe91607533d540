import { type Closing, closeStudy, type NotClosed } from '../../domain/study/closing/closeStudy';
import { type NotReopened, reopenStudy } from '../../domain/study/closing/reopenStudy';
import type { Submitter } from '../../domain/study/review/reviewer';
import type { Clock } from '../ports';
import type { Changed, StudyWriter } from './studyWriter';

export interface CloseStudiesDeps {
  readonly studies: Pick<StudyWriter, 'changeAs'>;
  readonly now: Clock;
}

/** Closes a study that awaits review, unread. When it returns, that is in the audit log and the study shows it. */
export function createCloseStudy({ studies, now }: CloseStudiesDeps) {
  return (
    studyId: string,
    closing: Omit<Closing, 'by' | 'at'>,
    by: Submitter,
  ): Promise<Changed<Exclude<NotClosed, 'no-such-study'>>> => {
    const at = now();
    return studies.changeAs(by, studyId, (study) => closeStudy(study, { ...closing, by, at }));
  };
}

/** Takes a closing back, whoever closed the study. */
export function createReopenStudy({ studies, now }: CloseStudiesDeps) {
  return (studyId: string, by: Submitter): Promise<Changed<NotReopened>> => {
    const at = now();
    return studies.changeAs(by, studyId, (study) => reopenStudy(study, at));
  };
}
