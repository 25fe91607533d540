import type { Access } from '../../../access/access';
import { AccessError } from '../../../access/accessError';
import type { AccessSettings, EntraSettings } from '../../../access/accessSettings';
import { isLocked, oldestSignIn, sessionIn } from '../../../access/authenticate';
import { deniedBy } from '../../../access/authorize';
import { easyAuthCaller, principalHeader } from '../../../access/easyAuth';
import { authorizeUrl, codeOf, newPending, pendingMinutes, redeem } from '../../../access/entraSignIn';
import type { EntraVerifier } from '../../../access/entraToken';
import { cookieOf, isLoopback, isSecure, ownOrigin } from '../../../access/requestFacts';
import { returnPath } from '../../../access/returnPath';
import { type AppCookie, cookieName, type Session } from '../../../access/session';
import type { App } from '../../../app/app';
import { routes } from '../../../contract/routes/routes';
import type { Role } from '../../../domain/kernel/roles';
import { renderGoOn, renderSignIn } from '../signInPage/signInPage';
import { languageOf, type Refused, refusalIn, signInTexts } from '../signInPage/signInTexts';
import { recordDenial } from '../support/deny';
import type { Handler, OtherAnswer, RequestHead } from '../support/handler';
import { page } from '../support/page';
import { startSession } from '../support/startSession';

type SignInDeps = Pick<App, 'access' | 'recordDeniedAccess'>;

/** The sign-in page. */
export function signInPage(
  { development, entraSignIn, easyAuth }: AccessSettings,
  request: RequestHead,
  status = 200,
  refused?: Refused,
  locked?: Session,
): OtherAnswer {
  const language = languageOf(request);
  const view = {
    development: development !== undefined ? (isLoopback(request) ? 'here' : 'elsewhere') : 'off',
    entra: entraSignIn,
    easyAuth: easyAuth !== undefined,
    to: returnPath(request.query.get('to')),
    ...(refused && { message: refusalIn(signInTexts[language], refused) }),
    ...(locked && { locked: locked.signIn }),
  } as const;
  return page(renderSignIn(language, view), status);
}

/** Cookie for a sign-in in progress. Lax, since it must be sent on the way back from Entra ID. */
function pendingCookie(
  { inAzure }: AccessSettings,
  request: RequestHead,
  value: string,
  maxAge: number,
): AppCookie {
  const secure = isSecure(request, inAzure);
  const name = cookieName('triage-sign-in', secure);
  return { name, value, path: '/', httpOnly: true, secure, sameSite: 'Lax', maxAge };
}

const redirectOf = ({ inAzure }: AccessSettings, request: RequestHead) =>
  `${ownOrigin(request, inAzure)}/${routes.signInCallback.path}`;

interface Entra {
  readonly entra: EntraSettings;
  readonly verifier: EntraVerifier;
}

function entraOf({ settings, verifier }: Access): Entra | undefined {
  const { entraSignIn, entra } = settings;
  return entraSignIn && entra && verifier ? { entra, verifier } : undefined;
}

const notConfigured = (settings: AccessSettings, request: RequestHead) =>
  signInPage(settings, request, 404, { code: 'not-configured', message: '' });

/** The session that locked in this browser. */
async function lockedIn(request: RequestHead, access: Access): Promise<Session | undefined> {
  const session = await sessionIn(request, access);
  return session && isLocked(session, access) ? session : undefined;
}

export function createSignIn({ access }: Pick<App, 'access'>): Handler<'signIn'> {
  return async ({ request }) =>
    signInPage(access.settings, request, 200, undefined, await lockedIn(request, access));
}

/** Whether a link of another site led here: nobody is signed in without wanting it. */
function cameFromElsewhere({ headers }: RequestHead): boolean {
  return ['cross-site', 'same-site'].includes(headers.get('sec-fetch-site') ?? '');
}

/** Redirects the browser to Entra ID. */
export function createSignInEntra({ access }: Pick<App, 'access'>): Handler<'signInEntra'> {
  const { settings, now } = access;
  return async ({ request }) => {
    const configured = entraOf(access);
    if (configured === undefined) return notConfigured(settings, request);
    if (cameFromElsewhere(request)) return signInPage(settings, request);
    const pending = newPending(returnPath(request.query.get('to')));
    const seconds = pendingMinutes * 60;
    const sealed = await access.pending.seal(pending, new Date(Date.parse(now()) + seconds * 1000));
    const locked = await lockedIn(request, access);
    return {
      status: 302,
      headers: { location: authorizeUrl(configured.entra, redirectOf(settings, request), pending, locked) },
      cookies: [pendingCookie(settings, request, sealed, seconds)],
    };
  };
}

function requireRole({ roles }: { readonly roles: readonly Role[] }): void {
  if (roles.length === 0)
    throw new AccessError(
      403,
      'no-role',
      'Your account has no role in this app. Ask your Entra ID administrator to assign one.',
    );
}

async function signedInAt(
  { settings, pending, now }: Access,
  { entra, verifier }: Entra,
  request: RequestHead,
) {
  const cookie = cookieOf(request, pendingCookie(settings, request, '', 0).name) ?? '';
  const known = await pending.open(cookie, new Date(now()));
  const answer = codeOf(new URLSearchParams([...request.query.entries()]), known);
  const { identity, refreshToken } = await redeem(entra, verifier, redirectOf(settings, request), answer);
  requireRole(identity);
  return { identity, refreshToken, to: returnPath(answer.pending.to) };
}

/** Handles the browser's return from Entra ID. */
export function createSignInCallback(deps: SignInDeps): Handler<'signInCallback'> {
  const { settings } = deps.access;
  return async ({ request, context }) => {
    const configured = entraOf(deps.access);
    if (configured === undefined) return notConfigured(settings, request);
    const forget = pendingCookie(settings, request, '', 0);
    try {
      const { identity, refreshToken, to } = await signedInAt(deps.access, configured, request);
      const { subject, name, account, roles } = identity;
      const who = { subject, name, account, roles, signIn: 'entra' } as const;
      const session = await startSession(deps, request, context, who, refreshToken);
      return { ...page(renderGoOn(languageOf(request), to)), cookies: [session, forget] };
    } catch (error) {
      if (!(error instanceof AccessError)) throw error;
      await recordDenial(deps, routes.signInCallback, request, context, deniedBy(error));
      return { ...signInPage(settings, request, error.status, error), cookies: [forget] };
    }
  };
}

/** App Service signs in first, and comes back here. */
function toAppService(to: string): OtherAnswer {
  const back = `/${routes.signInEasyAuth.path}?to=${to}`;
  const location = `/.auth/login/aad?post_login_redirect_uri=${encodeURIComponent(back)}`;
  return { status: 302, headers: { location } };
}

/** Begins a session for whoever App Service signed in. */
export function createSignInEasyAuth(deps: SignInDeps): Handler<'signInEasyAuth'> {
  const { access } = deps;
  const { settings } = access;
  return async ({ request, context }) => {
    const to = returnPath(request.query.get('to'));
    const { easyAuth } = settings;
    if (easyAuth === undefined) return notConfigured(settings, request);
    const principal = request.headers.get(principalHeader);
    if (!principal) return toAppService(to);
    try {
      const { subject, name, roles } = easyAuthCaller(principal, easyAuth, oldestSignIn(access));
      requireRole({ roles });
      const who = { subject, name, roles, signIn: 'easy-auth' } as const;
      return {
        ...page(renderGoOn(languageOf(request), to)),
        cookies: [await startSession(deps, request, context, who)],
      };
    } catch (error) {
      if (!(error instanceof AccessError)) throw error;
      await recordDenial(deps, routes.signInEasyAuth, request, context, deniedBy(error));
      return signInPage(settings, request, error.status, error);
    }
  };
}
