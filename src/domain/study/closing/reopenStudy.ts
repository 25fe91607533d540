import { effectiveReview } from '../review/standingReview';
import type { StudyRecord } from '../studyRecord';

/** It is not closed: nobody closed it, or somebody has read it since. */
export type NotReopened = 'not-closed';

type Reopened =
  | { readonly study: StudyRecord; readonly refusal?: undefined }
  | { readonly refusal: NotReopened };

/** The study without its closing: it awaits review again. Any administrator may do so, at any time. @param at ISO */
export function reopenStudy(study: StudyRecord, at: string): Reopened {
  const closed = effectiveReview(study.version, study.reviews);
  if (closed?.decision !== 'close') return { refusal: 'not-closed' };
  const reviews = study.reviews.map((known) =>
    known === closed ? { ...known, outcome: 'withdrawn' as const, withdrawnAt: at } : known,
  );
  return { study: { ...study, revision: study.revision + 1, reviews } };
}
