import type { SessionView } from '../../contract/routes/session';
import type { AuditEvent } from '../../domain/audit/auditEvent';
import type { InstanceIdentity } from '../../domain/image/imageDescription';
import type { Place } from '../../domain/kernel/priority';
import type { FeedbackView } from '../../domain/study/feedbackView';
import type { Review } from '../../domain/study/review';
import type { StudyVersion } from '../../domain/study/studyRecord';
import type { PriorView, StudyView } from '../../domain/study/studyView';
import type { RankView } from '../../domain/worklist/worklistView';
import { ask, getJson, sendJson } from './client';

const study = (id: string) => `/api/studies/${encodeURIComponent(id)}`;

export const getSession = () => getJson<SessionView>('/api/session');
export const signOut = () => sendJson<void>('DELETE', '/api/session');
export const getStudy = (id: string) => getJson<StudyView>(study(id));
/** The study where it is another one than at this revision. @throws ApiError */
export async function getNewer(id: string, revision: number): Promise<StudyView | undefined> {
  const response = await ask(study(id), { headers: { 'if-none-match': `"${revision}"` } });
  if (response.status === 304) return undefined;
  const found = (await response.json()) as StudyView;
  return found.revision === revision ? undefined : found;
}

export const getVersion = (id: string, version: number) =>
  getJson<StudyVersion>(`${study(id)}/versions/${version}`);
export const getRank = (id: string) => getJson<RankView>(`${study(id)}/rank`);
export const getIdentity = (id: string) => getJson<IdentityView>(`${study(id)}/identity`);
export const getPriors = (id: string) => getJson<readonly PriorView[]>(`${study(id)}/priors`);
export const getFeedback = (since: string | undefined) =>
  getJson<FeedbackView>(`/api/feedback${since ? `?since=${since}` : ''}`);

/** `GET /api/studies/{id}/identity`. */
export interface IdentityView extends InstanceIdentity {
  /** On what the images of the study do not agree. */
  readonly contradicting?: readonly string[];
}

/** `GET /api/studies/{id}/audit`, as far as a page shows it. */
export interface AuditStory {
  readonly entries: readonly {
    readonly sequence: number;
    readonly sealedAt: string;
    readonly event: AuditEvent;
  }[];
  /** Recorded in the last seconds, not sealed yet. */
  readonly waiting: readonly AuditEvent[];
}

export const getAudit = (id: string) => getJson<AuditStory>(`${study(id)}/audit`);

/** What a reviewer decided, before it is signed. */
export type DecisionInput = Pick<Review, 'decision' | 'priority' | 'reason' | 'comment'>;

export interface Signed {
  readonly outcome: 'accepted';
  readonly review: Review;
  /** ISO; absent where nothing can be undone. */
  readonly undoUntil?: string;
}

/**
 * @param reviewId the same one where the same decision is sent again: it is signed once
 * @throws ApiError 409 with what changed in words
 */
export const sendReview = (
  { studyId, version, revision }: Pick<StudyView, 'studyId' | 'version' | 'revision'>,
  reviewId: string,
  input: DecisionInput,
) =>
  sendJson<Signed>(
    'POST',
    `${study(studyId)}/review`,
    { reviewId, studyVersion: version, ...input },
    {
      'if-match': `"${revision}"`,
    },
  );

export const sendImpression = (
  { studyId, version }: Pick<StudyView, 'studyId' | 'version'>,
  priority: Place,
) => sendJson<StudyView>('POST', `${study(studyId)}/impression`, { studyVersion: version, priority });

export const undoReview = (studyId: string, reviewId: string) =>
  sendJson<StudyView>('DELETE', `${study(studyId)}/reviews/${encodeURIComponent(reviewId)}`);
