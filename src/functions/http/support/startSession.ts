import type { InvocationContext } from '@azure/functions';
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
/** Where sign-ins are logged. Names are not: the subject says who it was. */
type Log = Pick<InvocationContext, 'info'>;

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
  log: Log,
  who: SignedIn,
  refreshToken?: string,
): Promise<AppCookie> {
  const { settings, sessionStore, refreshTokens, now } = deps.access;
  await endSession(deps, request, log);
  const session = newSession(who, now(), settings.sessionMinutes);
  const expiresAt = new Date(session.expiresAt);
  if (refreshToken !== undefined)
    await sessionStore.keep(session.id, expiresAt, await refreshTokens.seal(refreshToken, expiresAt));
  const { subject, signIn, roles } = session;
  log.info(`signed in: ${subject}, by ${signIn}, as ${roles.join(' and ')}`);
  return cookieFor(deps, request, session);
}

/** Ends the session in the request's cookie for every process, even if it is locked. */
export async function endSession({ access }: SessionDeps, request: RequestFacts, log: Log): Promise<void> {
  const session = await sessionIn(request, access);
  if (session === undefined) return;
  await access.sessionStore.revoke(session.id, new Date(session.expiresAt));
  log.info(`signed out: ${session.subject}, by ${session.signIn}`);
}
