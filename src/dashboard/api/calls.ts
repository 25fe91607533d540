import type { Preferences } from '../../domain/kernel/preferences';
import type { Place } from '../../domain/kernel/priority';
import type { ReviewRequest } from '../../domain/study/review/submission';
import type { StudyView } from '../../domain/study/view/studyView';
import { type Answered, call, respond } from './routes';

/** The patient that a study shows. */
export type IdentityView = Answered<'GET /api/studies/{id}/identity'>;
/** What the audit log holds about a study. */
export type AuditStory = Answered<'GET /api/studies/{id}/audit'>;

export const getSession = () => call('GET /api/session', {});
/** @throws ApiError */
export const savePreferences = (body: Preferences) =>
  respond('POST /api/session/preferences', {
    body: {
      ...body,
      hiddenColumns: [...body.hiddenColumns],
      savedFilters: body.savedFilters.map((filter) => ({ ...filter })),
      windows: body.windows.map((window) => ({ ...window })),
    },
  });
/** Tells the app that somebody is here. */
export const sayActive = () => call('POST /api/session/activity', {});
export const signOut = () => respond('DELETE /api/session', {});
export const getStudy = (id: string) => call('GET /api/studies/{id}', { params: { id } });

/** To be recorded before a picture is saved. @throws ApiError */
export const recordExport = (id: string, named: boolean) =>
  respond('POST /api/images/{id}/exports', { params: { id }, body: { named } });

/** The study, if it has changed since this revision. @throws ApiError */
export async function getNewer(id: string, revision: number): Promise<StudyView | undefined> {
  const headers = { 'if-none-match': `"${revision}"` };
  const response = await respond('GET /api/studies/{id}', { params: { id }, headers });
  if (response.status === 304) return undefined;
  const found: Answered<'GET /api/studies/{id}'> = await response.json();
  return found.revision === revision ? undefined : found;
}

export const getVersion = (id: string, version: number) =>
  call('GET /api/studies/{id}/versions/{version}', { params: { id, version } });
export const getRank = (id: string) => call('GET /api/studies/{id}/rank', { params: { id } });
export const getIdentity = (id: string) => call('GET /api/studies/{id}/identity', { params: { id } });
/** One look, recorded with all of these studies. */
export const getRowIdentities = (studies: readonly string[]) =>
  call('POST /api/worklist/identities', { body: { studies: [...studies] } });
/** @returns who is reading it, which may be somebody else */
export const claimStudy = (id: string) => call('POST /api/studies/{id}/claim', { params: { id } });
export const releaseStudy = (id: string) => respond('DELETE /api/studies/{id}/claim', { params: { id } });
export const getPriors = (id: string) => call('GET /api/studies/{id}/priors', { params: { id } });
export const getPriorCount = (id: string) => call('GET /api/studies/{id}/priors/count', { params: { id } });
export const getAudit = (id: string) => call('GET /api/studies/{id}/audit', { params: { id } });
export const getFeedback = (since: string | undefined) => call('GET /api/feedback', { query: { since } });

/** What a reviewer decided, before it is signed. */
export type DecisionInput = Without<ReviewRequest, 'reviewId' | 'studyVersion'>;
/** Applied to each member of a union. */
type Without<T, Key extends PropertyKey> = T extends unknown ? Omit<T, Key> : never;

export type Signed = Answered<'POST /api/studies/{id}/review'>;

/**
 * @param reviewId the same one if the same decision is sent again, so that it is signed once
 * @throws ApiError 409 with the changes in words
 */
export const sendReview = (
  { studyId, version, revision }: Pick<StudyView, 'studyId' | 'version' | 'revision'>,
  reviewId: string,
  input: DecisionInput,
) =>
  call('POST /api/studies/{id}/review', {
    params: { id: studyId },
    headers: { 'if-match': `"${revision}"` },
    body: { reviewId, studyVersion: version, ...input },
  });

export const sendImpression = (
  { studyId, version }: Pick<StudyView, 'studyId' | 'version'>,
  priority: Place,
) =>
  call('POST /api/studies/{id}/impression', {
    params: { id: studyId },
    body: { studyVersion: version, priority },
  });

export const undoReview = (studyId: string, reviewId: string) =>
  call('DELETE /api/studies/{id}/reviews/{reviewId}', { params: { id: studyId, reviewId } });
