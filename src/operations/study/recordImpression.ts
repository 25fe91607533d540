import { giveImpression, type ImpressionRefusal } from '../../domain/study/review/giveImpression';
import type { ImpressionRequest } from '../../domain/study/review/impression';
import type { Submitter } from '../../domain/study/review/reviewer';
import type { Clock } from '../ports';
import type { Changed, StudyWriter } from './studyWriter';

export interface RecordImpressionDeps {
  readonly studies: Pick<StudyWriter, 'changeAs'>;
  readonly now: Clock;
}

/** Records a reviewer's first impression of a study. */
export function createRecordImpression({ studies, now }: RecordImpressionDeps) {
  return (
    studyId: string,
    request: ImpressionRequest,
    by: Submitter,
  ): Promise<Changed<ImpressionRefusal>> => {
    const at = now();
    return studies.changeAs(by, studyId, (study) => giveImpression(study, request, by, at));
  };
}
