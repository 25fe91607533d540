import type { Software } from '../../domain/audit/auditParts';
import type { Actor } from '../../domain/kernel/actor';
import { canonicalJson } from '../../domain/kernel/sealing/canonicalJson';
import { commitmentOf } from '../../domain/kernel/sealing/commitment';
import type { Notification } from '../../domain/study/notices/notice';
import type { Impression } from '../../domain/study/review/impression';
import type { Review } from '../../domain/study/review/review';
import type { Submitter } from '../../domain/study/review/reviewer';
import { type StudyRecord, versionOf } from '../../domain/study/studyRecord';
import { versionSha256 } from '../../domain/study/versions/versionSha256';
import type { AuditRecordsPort, IdentityPort } from '../ports';

/** Records what people did with a study, and what receivers were told about it, before the study shows it. */
export interface ReviewTrail {
  /**
   * Records everything that the study is about to show and did not show before: reviews, withdrawals,
   * escalations, impressions, notifications.
   *
   * @param by who changed a review or gave an impression, as known from the call
   */
  reviewed(next: StudyRecord, before: StudyRecord | undefined, by?: Submitter): Promise<void>;
}

export interface ReviewTrailDeps {
  readonly records: AuditRecordsPort;
  readonly identity: Pick<IdentityPort, 'salt'>;
  /** Fields common to every event of the app. */
  readonly app: () => { schemaVersion: 1; at: string; actor: Actor; software: Software };
}

/** The members of a list that are new or changed. */
function changed<T>(next: readonly T[], before: readonly T[] = []): T[] {
  const known = new Set(before.map(canonicalJson));
  return next.filter((one) => !known.has(canonicalJson(one)));
}

function actorOf({ subject, signIn, roles, address }: Who): Actor {
  return {
    subject,
    kind: 'reviewer',
    ...(roles ? { roles: [...roles] } : {}),
    ...(signIn ? { authenticated: signIn } : {}),
    ...(address ? { address } : {}),
  };
}

/** The actor, with what else is known of the call. */
type Who = Omit<Submitter, 'name'>;

export function createReviewTrail({ records, identity, app }: ReviewTrailDeps): ReviewTrail {
  return {
    reviewed: async (next, before, by) => {
      const reviews = changed(next.reviews, before?.reviews);
      const escalated = next.escalations.length > (before?.escalations.length ?? 0);
      const impressions = changed(next.impressions, before?.impressions);
      const notifications = changed(next.notifications, before?.notifications);
      if (!escalated && [reviews, impressions, notifications].every((list) => list.length === 0)) return;
      const salt = await identity.salt(next.studyId);
      const about: About = { salt, study: commitmentOf(salt, 'study', next.studyId), next, by };
      for (const review of reviews) await recordReview(review, about);
      if (escalated) await recordEscalation(about);
      for (const impression of impressions) await recordImpression(impression, about);
      for (const notification of notifications) await recordNotification(notification, about);
    },
  };

  async function recordReview(review: Review, { salt, study, next, by }: About): Promise<void> {
    const { reviewId, studyVersion, decision, priority, reason, outcome, conflict, withdrawnAt } = review;
    const { subject, signature, impression, raised } = review;
    const [submitted, withdrawn] = ['0', '1'].map((step) => commitmentOf(salt, 'reviewed', reviewId, step));
    await records.recordOnce({
      ...app(),
      actor: actorOf({ subject, ...by }),
      type: 'review',
      eventId: (withdrawnAt === undefined ? submitted : withdrawn) as string,
      study,
      reviewId,
      studyVersion,
      decision,
      because: decision === 'close' ? review.comment : undefined,
      priority,
      reason,
      outcome,
      conflict,
      raised,
      withdrawnAt,
      impression: impression?.priority,
      signature,
      signedSha256: studyVersion === next.version ? versionSha256(versionOf(next)) : undefined,
      review: commitmentOf(salt, 'review', canonicalJson(review)),
      supersedes: withdrawnAt === undefined ? undefined : submitted,
    });
  }

  async function recordEscalation({ salt, study, next }: About): Promise<void> {
    const { version, dueAt, studyId } = next;
    const eventId = commitmentOf(salt, 'escalated', studyId, String(version));
    await records.recordOnce({ ...app(), type: 'escalation', eventId, study, version, dueAt });
  }

  async function recordImpression(impression: Impression, { salt, study, by }: About): Promise<void> {
    const commitment = commitmentOf(salt, 'impression', canonicalJson(impression));
    await records.recordOnce({
      ...app(),
      actor: actorOf({ ...impression, ...by }),
      type: 'impression',
      eventId: commitmentOf(salt, 'recorded', commitment),
      study,
      version: impression.version,
      priority: impression.priority,
      impression: commitment,
    });
  }

  async function recordNotification(notification: Notification, { salt, study }: About): Promise<void> {
    const commitment = commitmentOf(salt, 'notification', canonicalJson(notification));
    await records.recordOnce({
      ...app(),
      type: 'notification',
      eventId: commitmentOf(salt, 'recorded', commitment),
      study,
      version: notification.version,
      notice: notification.type,
      channel: notification.channel,
      notification: commitment,
    });
  }
}

interface About {
  readonly salt: string;
  /** The commitment to the study. */
  readonly study: string;
  readonly next: StudyRecord;
  readonly by: Submitter | undefined;
}
