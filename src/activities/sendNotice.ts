import type { Notice, NoticeChannel } from '../domain/study/notice';
import { noticesFor } from '../domain/study/noticePlan';
import type { Policy } from '../domain/study/policy';
import { wasTold, withNotification } from '../domain/study/studyRecord';
import type { AuditTrail } from '../operations/audit/auditTrail';
import type { Clock, ResultsPort, WorklistPort } from '../operations/ports';
import type { Delivery } from './recordReviews';

/** Hands a notice to one receiver. @throws Error where it was not taken; the same notice then comes again */
export type Notifier = (notice: Notice) => Promise<void>;

export interface SendNoticeDeps {
  readonly results: ResultsPort;
  readonly worklist: WorklistPort;
  readonly trail: AuditTrail;
  readonly policy: Pick<Policy, 'reminders'>;
  readonly notifiers: ReadonlyMap<NoticeChannel, Notifier>;
  readonly now: Clock;
}

/**
 * Sends one notice, if there still is reason for it: a study that was reviewed meanwhile, or of which there is something
 * later to say, is not told about. That it was taken is recorded, first in the audit log. Stopped in between, it is sent
 * a second time with the same id.
 */
export function createSendNotice({ results, worklist, trail, policy, notifiers, now }: SendNoticeDeps) {
  return async ({ notice, channel }: Delivery): Promise<'sent' | 'not-needed'> => {
    const { id, studyId, type, version } = notice;
    const send = notifiers.get(channel);
    const known = await results.study(studyId);
    const needed = known && noticesFor(known, policy.reminders, now()).some((one) => one.id === id);
    if (!send || !needed || wasTold(known, { id, channel })) return 'not-needed';
    await send(notice);
    const told = { id, type, version, channel, at: now() };
    const study = await results.changeStudy(
      studyId,
      (current) => current && withNotification(current, told),
      trail.reviewed,
    );
    if (study) await worklist.putStudy(study);
    return 'sent';
  };
}
