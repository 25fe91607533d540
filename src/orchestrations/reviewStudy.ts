import type { OrchestrationContext, Task } from 'durable-functions';
import type { ReviewPlan } from '../activities/reviewPlan';
import { activity, type Orchestration, result } from './step';

export interface ReviewStudyInput {
  readonly studyId: string;
}

/** The event's data: where the submission lies. What it says never enters durable history. */
export interface ReviewSubmitted {
  readonly reviewId: string;
}

/**
 * One round of a study's review: waits for a submission, a new version or the due time, deals with it, and starts
 * the next round with a short history. It ends only when the current version was reviewed; nothing else closes a
 * study. An event that comes between two rounds may be lost: who submits raises it again until it is answered, and
 * a new version is seen by the next round's plan.
 */
export function* reviewStudy(context: OrchestrationContext): Orchestration {
  const { df } = context;
  const { studyId } = df.getInput<ReviewStudyInput>() as ReviewStudyInput;

  const plan = yield* result<ReviewPlan>(activity(context, 'reviewPlan', { studyId }));
  if (!plan.open) return { version: plan.version };

  const submitted = df.waitForExternalEvent('ReviewSubmitted');
  const changed = df.waitForExternalEvent('StudyChanged');
  const overdue = plan.escalateAt === undefined ? undefined : df.createTimer(new Date(plan.escalateAt));
  const first = yield* result<Task>(df.Task.any([submitted, changed, ...(overdue ? [overdue] : [])]));

  if (overdue && first !== overdue) overdue.cancel();
  if (first === submitted) {
    const { reviewId } = submitted.result as ReviewSubmitted;
    yield activity(context, 'recordReview', { studyId, reviewId });
  } else if (first === overdue) {
    yield activity(context, 'escalateStudy', { studyId });
  }
  df.continueAsNew({ studyId });
  return undefined;
}
