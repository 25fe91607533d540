import { AccessError } from './accessError';
import type { AccessSettings } from './accessSettings';
import type { Caller } from './caller';
import { easyAuthCaller, principalHeader } from './easyAuth';
import type { EntraVerifier } from './entraToken';
import { addressOf, cookieOf, isLoopback, isSecure, type RequestFacts } from './requestFacts';
import type { Sealer } from './sealed';
import { type Session, sessionCookieName } from './session';

/** What callers are authenticated with. */
export interface AuthenticationDeps {
  readonly settings: AccessSettings;
  readonly sessions: Sealer<Session>;
  /** Absent where no tenant is configured. */
  readonly verifier?: EntraVerifier;
  /** Whether the app can be reached from another machine, which ends the development sign-in. */
  readonly onNetwork: () => Promise<boolean>;
  /** ISO, the server's clock. */
  readonly now: () => string;
}

/** Who called, and whether the browser says so on its own with every request, which a page elsewhere could make it do. */
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

/** A session counts only while the way in which it began is open. */
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
 * Who sends this. What the caller shows has to be right: a wrong token is not made good by a cookie beside it.
 *
 * @returns undefined where nothing is shown
 * @throws AccessError where what is shown does not count
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
