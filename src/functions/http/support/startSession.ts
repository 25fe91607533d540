import { isSecure, type RequestFacts } from '../../../access/requestFacts';
import { type AppCookie, type Session, sessionCookie } from '../../../access/session';
import type { App } from '../../../app/app';

/** The cookie that authenticates the caller from now on. */
export async function startSession(
  { access }: Pick<App, 'access'>,
  request: RequestFacts,
  who: Omit<Session, 'expiresAt'>,
): Promise<AppCookie> {
  const { sessions, settings, now } = access;
  const seconds = settings.sessionMinutes * 60;
  const expiresAt = new Date(Date.parse(now()) + seconds * 1000);
  const sealed = await sessions.seal({ ...who, expiresAt: expiresAt.toISOString() }, expiresAt);
  return sessionCookie(sealed, isSecure(request, settings.inAzure), seconds);
}
