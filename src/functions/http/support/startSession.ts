import { sessionIn } from '../../../access/authenticate';
import { isSecure, type RequestFacts } from '../../../access/requestFacts';
import {
  type AppCookie,
  newSession,
  type Session,
  type SignedIn,
  sessionCookie,
} from '../../../access/session';
import type { App } from '../../../app/app';

type SessionDeps = Pick<App, 'access'>;

/** The cookie that states a session. */
export async function cookieFor(
  { access }: SessionDeps,
  request: RequestFacts,
  session: Session,
): Promise<AppCookie> {
  const { sessions, settings, now } = access;
  const expiresAt = new Date(session.expiresAt);
  const seconds = Math.max(0, Math.ceil((expiresAt.getTime() - Date.parse(now())) / 1000));
  return sessionCookie(await sessions.seal(session, expiresAt), isSecure(request, settings.inAzure), seconds);
}

/**
 * The cookie that authenticates the caller from now on. The session that the browser had before ends.
 *
 * @param refreshToken what renews the sign-in at Entra ID
 */
export async function startSession(
  deps: SessionDeps,
  request: RequestFacts,
  who: SignedIn,
  refreshToken?: string,
): Promise<AppCookie> {
  const { settings, sessionStore, refreshTokens, now } = deps.access;
  await endSession(deps, request);
  const session = newSession(who, now(), settings.sessionMinutes);
  const expiresAt = new Date(session.expiresAt);
  if (refreshToken !== undefined)
    await sessionStore.keep(session.id, expiresAt, await refreshTokens.seal(refreshToken, expiresAt));
  return cookieFor(deps, request, session);
}

/** Ends the session in the request's cookie for every process, even if it is locked. */
export async function endSession({ access }: SessionDeps, request: RequestFacts): Promise<void> {
  const session = await sessionIn(request, access);
  if (session !== undefined) await access.sessionStore.revoke(session.id, new Date(session.expiresAt));
}
