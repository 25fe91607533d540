import type { ReviewPlan, Steps } from '../contract/steps';
import { withEscalation } from '../domain/study/notices/escalation';
import type { NoticeChannel } from '../domain/study/notices/notice';
import { nextLook, noticesFor } from '../domain/study/notices/noticePlan';
import type { Policy } from '../domain/study/policy/policySchema';
import { type StudyRecord, wasTold } from '../domain/study/studyRecord';
import type { AuditTrail } from '../operations/audit/auditTrail';
import type { EnsureOutputs } from '../operations/outputs/ensureOutputs';
import type { Clock } from '../operations/ports';
import type { StudyWriter } from '../operations/study/studyWriter';

export interface AdvanceReviewDeps {
  readonly studies: Pick<StudyWriter, 'change' | 'lookAtNew'>;
  readonly trail: AuditTrail;
  readonly policy: Pick<Policy, 'reminders'>;
  /** Where notices are sent. */
  readonly channels: readonly NoticeChannel[];
  /** Sends other systems what they are to have of the study. */
  readonly ensureOutputs: EnsureOutputs;
  readonly now: Clock;
}

/**
 * Timers of Durable Functions count whole seconds, and fire up to one early. A look before its time would find
 * nothing to do and plan itself again, over and over, until the time has come.
 */
const earlyMilliseconds = 1_000;

function planOf(
  study: StudyRecord,
  { policy, channels }: Pick<AdvanceReviewDeps, 'policy' | 'channels'>,
  now: string,
): ReviewPlan {
  const lookAt = nextLook(study, policy.reminders, now);
  const deliveries = noticesFor(study, policy.reminders, now).flatMap((notice) =>
    channels.map((channel) => ({ notice, channel })),
  );
  return {
    version: study.version,
    deliveries: deliveries.filter(({ notice, channel }) => !wasTold(study, { id: notice.id, channel })),
    ...(lookAt === undefined ? {} : { lookAt: afterEarlyTimer(lookAt) }),
  };
}

function afterEarlyTimer(lookAt: string): string {
  return new Date(Date.parse(lookAt) + earlyMilliseconds).toISOString();
}

/**
 * Applies what time brings to a study's review: marks the study if its due time has passed without one, in
 * the audit log first, puts outputs on their way, and returns whom to notify and when to look again. Finishes a
 * change that a crash interrupted.
 */
export function createAdvanceReview(deps: AdvanceReviewDeps): Steps['advanceReview'] {
  const { studies, trail, now } = deps;
  return async ({ studyId, isNew = false }) => {
    const at = now();
    const look = isNew ? studies.lookAtNew : studies.change;
    const study = await look(studyId, (known) => known && withEscalation(known, at), trail.reviewed);
    if (!study) throw new Error(`study ${studyId} has no record`);
    await deps.ensureOutputs(study);
    return planOf(study, deps, at);
  };
}
