import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import { AccessError } from '../../access/accessError';
import type { EntraSettings } from '../../access/accessSettings';
import { deniedBy } from '../../access/authorize';
import { authorizeUrl, codeOf, newPending, pendingMinutes, redeem } from '../../access/entraSignIn';
import type { EntraVerifier } from '../../access/entraToken';
import { cookieOf, isLoopback, isSecure, ownOrigin } from '../../access/requestFacts';
import { returnPath } from '../../access/returnPath';
import { type AppCookie, cookieName } from '../../access/session';
import { theApp } from '../../app/app';
import { renderGoOn, renderSignIn } from './signInPage/signInPage';
import { page } from './support/page';
import { recordDenial } from './support/refuse';
import { route } from './support/route';
import { startSession } from './support/startSession';

const callback = {
  name: 'signInCallback',
  route: 'sign-in/callback',
  methods: ['GET'],
  right: 'anonymous',
} as const;

/** The page on which a person signs in. */
export function signInPage(request: HttpRequest, status = 200, message?: string): HttpResponseInit {
  const { development, entraSignIn, easyAuth } = theApp().settings.access;
  const view = {
    development: development ? (isLoopback(request) ? 'here' : 'elsewhere') : 'off',
    entra: entraSignIn,
    easyAuth,
    to: returnPath(request.query.get('to')),
    ...(message === undefined ? {} : { message }),
  } as const;
  return page(renderSignIn(view), status);
}

/** What stands for the sign-in that has begun. Lax, as it has to come along on the way back from Entra ID. */
function pendingCookie(request: HttpRequest, value: string, maxAge: number): AppCookie {
  const secure = isSecure(request, theApp().settings.access.inAzure);
  const name = cookieName('triage-sign-in', secure);
  return { name, value, path: '/', httpOnly: true, secure, sameSite: 'Lax', maxAge };
}

const redirectOf = (request: HttpRequest) =>
  `${ownOrigin(request, theApp().settings.access.inAzure)}/${callback.route}`;

interface Entra {
  readonly entra: EntraSettings;
  readonly verifier: EntraVerifier;
}

function entraOf(): Entra | undefined {
  const { settings, verifier } = theApp().access;
  const { entraSignIn, entra } = settings;
  return entraSignIn && entra && verifier ? { entra, verifier } : undefined;
}

const notConfigured = (request: HttpRequest) =>
  signInPage(request, 404, 'Signing in with an organisation’s account is not configured here.');

/** Sends the browser to Entra ID. */
async function toEntra(request: HttpRequest): Promise<HttpResponseInit> {
  const configured = entraOf();
  if (configured === undefined) return notConfigured(request);
  const { access } = theApp();
  const pending = newPending(returnPath(request.query.get('to')));
  const seconds = pendingMinutes * 60;
  const sealed = await access.pending.seal(pending, new Date(Date.parse(access.now()) + seconds * 1000));
  return {
    status: 302,
    headers: { location: authorizeUrl(configured.entra, redirectOf(request), pending) },
    cookies: [pendingCookie(request, sealed, seconds)],
  };
}

async function signedInAt({ entra, verifier }: Entra, request: HttpRequest) {
  const { pending: sealer, now } = theApp().access;
  const cookie = cookieOf(request, pendingCookie(request, '', 0).name) ?? '';
  const known = await sealer.open(cookie, new Date(now()));
  const answer = codeOf(new URLSearchParams([...request.query]), known);
  const identity = await redeem(entra, verifier, redirectOf(request), answer);
  if (identity.roles.length === 0)
    throw new AccessError(
      403,
      'no-role',
      'You have an account, but were assigned no role of this app. Ask whoever looks after it in Entra ID.',
    );
  return { identity, to: returnPath(answer.pending.to) };
}

/** The browser comes back from Entra ID. */
async function fromEntra(request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> {
  const configured = entraOf();
  if (configured === undefined) return notConfigured(request);
  const forget = pendingCookie(request, '', 0);
  try {
    const { identity, to } = await signedInAt(configured, request);
    const { subject, name, roles } = identity;
    const session = await startSession(request, { subject, name, roles: [...roles], signIn: 'entra' });
    return { ...page(renderGoOn(to)), cookies: [session, forget] };
  } catch (error) {
    if (!(error instanceof AccessError)) throw error;
    const { status, message: detail } = error;
    await recordDenial(callback, request, context, deniedBy(error));
    return { ...signInPage(request, status, detail), cookies: [forget] };
  }
}

route({
  name: 'signIn',
  route: 'sign-in',
  methods: ['GET'],
  right: 'anonymous',
  handler: (request) => signInPage(request),
});
route({
  name: 'signInEntra',
  route: 'sign-in/entra',
  methods: ['GET'],
  right: 'anonymous',
  handler: toEntra,
});
route({ ...callback, handler: fromEntra });
