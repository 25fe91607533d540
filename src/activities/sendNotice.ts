import type { Steps } from '../contract/steps';
import type { NoticeChannel } from '../domain/study/notices/notice';
import { noticesFor } from '../domain/study/notices/noticePlan';
import type { Policy } from '../domain/study/policy/policySchema';
import { wasTold, withNotification } from '../domain/study/studyRecord';
import type { AuditTrail } from '../operations/audit/auditTrail';
import type { Clock, Notifier, ResultsPort } from '../operations/ports';
import type { StudyWriter } from '../operations/study/studyWriter';

export interface SendNoticeDeps {
  readonly results: Pick<ResultsPort, 'study'>;
  readonly studies: Pick<StudyWriter, 'change'>;
  readonly trail: AuditTrail;
  readonly policy: Pick<Policy, 'reminders'>;
  readonly notifiers: ReadonlyMap<NoticeChannel, Notifier>;
  readonly now: Clock;
}

/**
 * Sends one notice if it is still needed: not if the study was reviewed meanwhile, or a later notice applies.
 * Its acceptance is recorded, first in the audit log. If interrupted in between, it is sent again with the
 * same id.
 */
export function createSendNotice({
  results,
  studies,
  trail,
  policy,
  notifiers,
  now,
}: SendNoticeDeps): Steps['sendNotice'] {
  return async ({ notice, channel }) => {
    const { id, studyId, type, version } = notice;
    const send = notifiers.get(channel);
    const known = await results.study(studyId);
    const needed = known && noticesFor(known, policy.reminders, now()).some((one) => one.id === id);
    if (!send || !needed || wasTold(known, { id, channel })) return 'not-needed';
    await send(notice);
    const told = { id, type, version, channel, at: now() };
    await studies.change(studyId, (current) => current && withNotification(current, told), trail.reviewed);
    return 'sent';
  };
}
