import type { Submitter } from '../../domain/study/reviewer';
import type { StudyRecord } from '../../domain/study/studyRecord';
import type { AuditTrail } from '../audit/auditTrail';
import type { Clock, ResultsPort, WorklistPort } from '../ports';

export interface ChangeStudyDeps {
  readonly results: Pick<ResultsPort, 'changeStudy'>;
  readonly worklist: Pick<WorklistPort, 'putStudy'>;
  readonly trail: AuditTrail;
  readonly now: Clock;
}

/** A change of a study that can be refused. `no-such-study` where there is none. */
export type Changed<R extends string> =
  | { readonly study: StudyRecord; readonly refusal?: undefined }
  | { readonly study?: StudyRecord | undefined; readonly refusal: R | 'no-such-study' };

/** Changes a study as `rule` says, which may refuse to; recorded for good before the study shows it, as done by `by`. */
export async function changeUnlessRefused<R extends string>(
  { results, worklist, trail }: Omit<ChangeStudyDeps, 'now'>,
  studyId: string,
  by: Submitter,
  rule: (
    study: StudyRecord,
  ) => { readonly study: StudyRecord; readonly refusal?: undefined } | { readonly refusal: R },
): Promise<Changed<R>> {
  let refusal: R | 'no-such-study' | undefined = 'no-such-study';
  const study = await results.changeStudy(
    studyId,
    (known) => {
      if (!known) return undefined;
      const changed = rule(known);
      refusal = changed.refusal;
      return 'study' in changed ? changed.study : known;
    },
    (next, before) => trail.reviewed(next, before, () => by),
  );
  if (refusal !== undefined) return { study, refusal };
  await worklist.putStudy(study as StudyRecord);
  return { study: study as StudyRecord };
}
