import { stateOf } from '../domain/studyRecord';
import type { ResultsPort } from './ports';

export interface ReviewPlanInput {
  readonly studyId: string;
}

/** What the review of a study has to wait for. */
export interface ReviewPlan {
  readonly open: boolean;
  readonly version: number;
  /** ISO time at which it is overdue; absent where that was said already. */
  readonly escalateAt?: string;
}

export function createReviewPlan({ results }: { readonly results: ResultsPort }) {
  return async ({ studyId }: ReviewPlanInput): Promise<ReviewPlan> => {
    const study = await results.study(studyId);
    if (!study) throw new Error(`study ${studyId} has no record`);
    const escalated = study.escalations.some((escalation) => escalation.version === study.version);
    return {
      open: stateOf(study) !== 'reviewed',
      version: study.version,
      ...(escalated ? {} : { escalateAt: study.dueAt }),
    };
  };
}
