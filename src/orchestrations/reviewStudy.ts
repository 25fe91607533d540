import type { OrchestrationContext, Task } from 'durable-functions';
import type { ReviewPlan } from '../activities/recordReviews';
import { instant } from '../domain/time';
import { activity, type Orchestration, result } from './step';

export interface ReviewStudyInput {
  readonly studyId: string;
}

/**
 * One round of a study's review: records what was submitted, then waits for a submission, a new version or the due
 * time, and starts the next round with a short history. It ends only when the current version was reviewed; nothing
 * else closes a study. The events carry nothing and only wake it: each round looks at the records anew, so that one
 * that falls between two rounds is made good by the next that comes.
 */
export function* reviewStudy(context: OrchestrationContext): Orchestration {
  const { df } = context;
  const { studyId } = df.getInput<ReviewStudyInput>() as ReviewStudyInput;

  const plan = yield* result<ReviewPlan>(activity(context, 'recordReviews', { studyId }));
  if (!plan.open) return { version: plan.version };

  const events = ['ReviewSubmitted', 'StudyChanged'].map((name) => df.waitForExternalEvent(name));
  const overdue = plan.escalateAt === undefined ? undefined : df.createTimer(instant(plan.escalateAt));
  const first = yield* result<Task>(df.Task.any(overdue ? [...events, overdue] : events));

  if (first === overdue) yield activity(context, 'escalateStudy', { studyId });
  else overdue?.cancel();
  df.continueAsNew({ studyId });
  return undefined;
}
