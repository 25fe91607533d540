import { giveImpression, type ImpressionRefusal } from '../../domain/study/giveImpression';
import type { ImpressionRequest } from '../../domain/study/impression';
import type { Submitter } from '../../domain/study/reviewer';
import type { Clock } from '../ports';
import type { Changed, StudyWriter } from './studyWriter';

export interface RecordImpressionDeps {
  readonly studies: Pick<StudyWriter, 'changeAs'>;
  readonly now: Clock;
}

/** Records what a reviewer thinks of a study's pictures. */
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
