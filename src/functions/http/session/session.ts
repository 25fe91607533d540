import { sessionIn } from '../../../access/authenticate';
import type { Caller } from '../../../access/caller';
import { isSecure, type RequestFacts } from '../../../access/requestFacts';
import { locksAt, type Session, sessionCookie } from '../../../access/session';
import type { App } from '../../../app/app';
import type { SessionView } from '../../../contract/routes/session';
import { rightsOf } from '../../../domain/kernel/roles';
import type { Handler } from '../support/handler';
import { json } from '../support/problem';
import { cookieFor, endSession } from '../support/startSession';

type SessionDeps = Pick<App, 'settings' | 'access' | 'store' | 'now'>;

/** The site settings that a page needs. */
function pageSettings({ review, ohifUrl }: App['settings']): SessionView['settings'] {
  const { firstImpression, worklistIdentities, undoSeconds } = review;
  return { firstImpression, worklistIdentities, undoSeconds, ...(ohifUrl === undefined ? {} : { ohifUrl }) };
}

/** The session of a caller who was authenticated by one, and not by a token. */
async function sessionOf(
  { access }: Pick<App, 'access'>,
  request: RequestFacts,
  { signIn }: Caller,
): Promise<Session | undefined> {
  return signIn === 'bearer' ? undefined : sessionIn(request, access);
}

async function viewOf(
  { settings, access, store, now }: SessionDeps,
  caller: Caller,
  session?: Session,
): Promise<SessionView> {
  const { name, roles, signIn, subject, expiresAt } = caller;
  const serverTime = now();
  const untold = new Date(Date.parse(serverTime) + settings.access.sessionMinutes * 60_000).toISOString();
  return {
    name,
    subject,
    roles,
    rights: rightsOf(roles),
    signIn: signIn === 'bearer' ? 'entra' : signIn,
    expiresAt: expiresAt ?? untold,
    ...(session && {
      locksAt: locksAt(session, settings.access.idleMinutes),
      draftKey: access.draftKeyOf(subject),
    }),
    serverTime,
    preferences: await store.preferences.of(subject),
    settings: pageSettings(settings),
  };
}

/** The signed-in user. */
export function createSession(deps: SessionDeps): Handler<'session'> {
  return async ({ request, caller }) =>
    json(await viewOf(deps, caller, await sessionOf(deps, request, caller)));
}

/** The person did something, so the session locks later. */
export function createSessionActivity(deps: SessionDeps): Handler<'sessionActivity'> {
  return async ({ request, caller }) => {
    const session = await sessionOf(deps, request, caller);
    if (session === undefined) return json(await viewOf(deps, caller));
    const active = { ...session, activeAt: deps.now() };
    const cookies = [await cookieFor(deps, request, active)];
    return { ...json(await viewOf(deps, caller, active)), cookies };
  };
}

/**
 * Signs out: the session counts nowhere any more, and the browser forgets what it kept of this app. Cookies
 * of other apps under the same domain stay.
 */
export function createSessionEnd(deps: Pick<App, 'access'>): Handler<'sessionEnd'> {
  return async ({ request, caller, context }) => {
    if (caller.signIn !== 'bearer') await endSession(deps, request, context);
    const secure = isSecure(request, deps.access.settings.inAzure);
    return {
      status: 204,
      headers: { 'clear-site-data': '"cache", "storage"' },
      cookies: [sessionCookie('', secure, 0)],
    };
  };
}

/** Keeps what a person chose for the pages. */
export function createSessionPreferences({ store }: Pick<App, 'store'>): Handler<'sessionPreferences'> {
  return async ({ body, caller: { subject } }) => {
    await store.preferences.put(subject, body);
    return { status: 204 };
  };
}
