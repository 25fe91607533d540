import type { OrchestrationContext, Task } from 'durable-functions';
import type { ReviewPlan } from '../activities/recordReviews';
import { instant } from '../domain/kernel/time';
import { activity, type Orchestration, result } from './step';

export interface ReviewStudyInput {
  readonly studyId: string;
}

/**
 * One round of a study's review: records what was submitted and what time has brought, sends notices on their way, then
 * waits for a submission, a change of the study or the time of the next look, and starts the next round with a short
 * history. It ends only when the current version was reviewed and that can no longer be taken back; nothing else closes
 * a study. The events carry nothing and only wake it: each round looks at the records anew, so that one that falls
 * between two rounds is made good by the next look.
 */
export function* reviewStudy(context: OrchestrationContext): Orchestration {
  const { df } = context;
  const { studyId } = df.getInput<ReviewStudyInput>() as ReviewStudyInput;

  const { version, deliveries, lookAt } = yield* result<ReviewPlan>(
    activity(context, 'recordReviews', { studyId }),
  );
  if (deliveries.length > 0) yield activity(context, 'startNotices', { deliveries });
  if (lookAt === undefined) return { version };

  const events = ['ReviewSubmitted', 'StudyChanged'].map((name) => df.waitForExternalEvent(name));
  const look = df.createTimer(instant(lookAt));
  const first = yield* result<Task>(df.Task.any([...events, look]));

  if (first !== look) look.cancel();
  df.continueAsNew({ studyId });
  return undefined;
}
