import { AccessError } from './accessError';
import type { AccessSettings } from './accessSettings';
import type { Caller } from './caller';
import { easyAuthCaller, principalHeader } from './easyAuth';
import type { EntraVerifier } from './entraToken';
import { addressOf, cookieOf, isLoopback, isSecure, type RequestFacts } from './requestFacts';
import type { RolesNow } from './roleWatch';
import type { Sealer } from './sealed';
import { locksAt, type Session, sessionCookieName } from './session';
import type { SessionStore } from './sessionStore';

/** Dependencies for authenticating callers. */
export interface AuthenticationDeps {
  readonly settings: AccessSettings;
  readonly sessions: Sealer<Session>;
  readonly sessionStore: SessionStore;
  readonly rolesNow: RolesNow;
  /** Absent if no tenant is configured. */
  readonly verifier?: EntraVerifier;
  /** Whether the app is reachable from another machine, which disables development sign-in. */
  readonly onNetwork: () => Promise<boolean>;
  /** ISO, the server's clock. */
  readonly now: () => string;
}

/**
 * The caller, and whether the browser sends the credentials automatically, so that another site could trigger
 * a request with them.
 */
export interface Authenticated {
  readonly caller: Caller;
  readonly ambient: boolean;
}

const bearer = /^bearer ([^\s,]+)$/i;

async function byToken(header: string, { verifier }: AuthenticationDeps): Promise<Caller> {
  const token = bearer.exec(header)?.[1];
  if (token === undefined)
    throw new AccessError(
      401,
      'bad-token',
      'The Authorization header must contain exactly one Bearer token.',
    );
  if (verifier === undefined)
    throw new AccessError(
      401,
      'bad-token',
      'Access tokens are not accepted here: TRIAGE_ENTRA_TENANT and TRIAGE_ENTRA_CLIENT_ID are not set.',
      'no tenant is configured',
    );
  return { ...(await verifier.verify(token, { kind: 'access' })), signIn: 'bearer' };
}

/** The session in the request's cookie, whether or not it still counts; undefined if there is none. */
export async function sessionIn(
  request: RequestFacts,
  { settings, sessions, now }: Pick<AuthenticationDeps, 'settings' | 'sessions' | 'now'>,
): Promise<Session | undefined> {
  const cookie = cookieOf(request, sessionCookieName(isSecure(request, settings.inAzure)));
  return cookie === undefined ? undefined : sessions.open(cookie, new Date(now()));
}

/** Whether the session is locked: it stays so, whoever has the cookie. */
export function isLocked(
  session: Session,
  { settings, now }: Pick<AuthenticationDeps, 'settings' | 'now'>,
): boolean {
  return locksAt(session, settings.idleMinutes) <= now();
}

const expired = () =>
  new AccessError(401, 'session-expired', 'The session has expired. Sign in again at /sign-in.');

/** A session is valid only while its sign-in method is enabled. @throws AccessError */
async function callerIn(
  session: Session,
  deps: AuthenticationDeps,
  request: RequestFacts,
): Promise<Omit<Session, 'roles'> & Pick<Caller, 'roles'>> {
  const { development, entraSignIn, easyAuth } = deps.settings;
  switch (session.signIn) {
    case 'development':
      if (development === undefined || !isLoopback(request) || (await deps.onNetwork())) throw expired();
      return session;
    case 'entra':
      if (!entraSignIn) throw expired();
      return { ...session, roles: await deps.rolesNow(session) };
    case 'easy-auth': {
      const principal = request.headers.get(principalHeader);
      if (!easyAuth || !principal) throw expired();
      const { subject, roles } = easyAuthCaller(principal, easyAuth, oldestSignIn(deps));
      if (subject !== session.subject) throw expired();
      return { ...session, roles };
    }
  }
}

/** The oldest sign-in of App Service that counts: its roles are those of that moment. */
export function oldestSignIn({ settings, now }: Pick<AuthenticationDeps, 'settings' | 'now'>): Date {
  return new Date(Date.parse(now()) - settings.sessionMinutes * 60_000);
}

async function byCookie(request: RequestFacts, deps: AuthenticationDeps): Promise<Caller | undefined> {
  const cookie = cookieOf(request, sessionCookieName(isSecure(request, deps.settings.inAzure)));
  if (cookie === undefined || cookie === '') return undefined;
  const session = await sessionIn(request, deps);
  if (session === undefined) throw expired();
  if (isLocked(session, deps))
    throw new AccessError(
      401,
      'session-locked',
      `The session was locked after ${deps.settings.idleMinutes} minutes without activity. Sign in again at /sign-in.`,
    );
  if (await isRevoked(session, deps))
    throw new AccessError(401, 'signed-out', 'This session was signed out. Sign in again at /sign-in.');
  const { subject, name, roles, signIn, expiresAt } = await callerIn(session, deps, request);
  return { subject, name, roles, signIn, expiresAt };
}

/** Without the list of ended sessions, none counts. */
function isRevoked({ id }: Session, { sessionStore }: AuthenticationDeps): Promise<boolean> {
  return sessionStore.isRevoked(id).catch((error: Error) => {
    throw new AccessError(
      503,
      'sign-in-unavailable',
      'The storage does not answer, so it is not known whether this session was signed out. Try again later.',
      `the list of ended sessions cannot be read: ${error.message}`,
    );
  });
}

async function callerOf(request: RequestFacts, deps: AuthenticationDeps): Promise<Authenticated | undefined> {
  const authorization = request.headers.get('authorization');
  if (authorization !== null) return { caller: await byToken(authorization, deps), ambient: false };
  const caller = await byCookie(request, deps);
  return caller && { caller, ambient: true };
}

/**
 * Authenticates the sender of a request. Every credential shown must be valid: a cookie does not make up for
 * a wrong token.
 *
 * @returns undefined if there are no credentials
 * @throws AccessError if the credentials are not valid
 */
export async function authenticate(
  request: RequestFacts,
  deps: AuthenticationDeps,
): Promise<Authenticated | undefined> {
  const authenticated = await callerOf(request, deps);
  const address = addressOf(request, deps.settings.inAzure);
  if (authenticated === undefined || address === undefined) return authenticated;
  return { ...authenticated, caller: { ...authenticated.caller, address } };
}
