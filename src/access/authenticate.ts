import { AccessError } from './accessError';
import type { AccessSettings } from './accessSettings';
import type { Caller } from './caller';
import { easyAuthCaller, principalHeader } from './easyAuth';
import type { EntraVerifier } from './entraToken';
import { addressOf, cookieOf, isLoopback, isSecure, type RequestFacts } from './requestFacts';
import type { Sealer } from './sealed';
import { type Session, sessionCookieName } from './session';

/** Dependencies for authenticating callers. */
export interface AuthenticationDeps {
  readonly settings: AccessSettings;
  readonly sessions: Sealer<Session>;
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

/** A session is valid only while its sign-in method is enabled. */
async function isOpen(
  { signIn }: Session,
  deps: AuthenticationDeps,
  request: RequestFacts,
): Promise<boolean> {
  const { development, entraSignIn } = deps.settings;
  if (signIn !== 'development') return entraSignIn;
  return development !== undefined && isLoopback(request) && !(await deps.onNetwork());
}

async function byCookie(request: RequestFacts, deps: AuthenticationDeps): Promise<Caller | undefined> {
  const { settings, sessions, now } = deps;
  const cookie = cookieOf(request, sessionCookieName(isSecure(request, settings.inAzure)));
  if (cookie === undefined || cookie === '') return undefined;
  const session = await sessions.open(cookie, new Date(now()));
  if (session === undefined || !(await isOpen(session, deps, request)))
    throw new AccessError(401, 'session-expired', 'The session has expired. Sign in again at /sign-in.');
  return session;
}

async function callerOf(request: RequestFacts, deps: AuthenticationDeps): Promise<Authenticated | undefined> {
  const authorization = request.headers.get('authorization');
  if (authorization !== null) return { caller: await byToken(authorization, deps), ambient: false };
  const { easyAuth } = deps.settings;
  const principal = easyAuth && request.headers.get(principalHeader);
  if (easyAuth && principal) return { caller: easyAuthCaller(principal, easyAuth), ambient: true };
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
