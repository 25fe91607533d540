import { createHash } from 'node:crypto';
import type { Access } from '../../access/access';
import { AccessError } from '../../access/accessError';
import { deniedBy } from '../../access/authorize';
import { isLoopback, isNavigation, isSecure, type RequestFacts } from '../../access/requestFacts';
import { returnPath } from '../../access/returnPath';
import { refuseOtherOrigins } from '../../access/sameOrigin';
import { sessionCookie } from '../../access/session';
import type { App } from '../../app/app';
import type { ReadBody } from '../../contract/routes/route';
import { routes } from '../../contract/routes/routes';
import { type SessionView, type SignInRequest, signInRequestSchema } from '../../contract/routes/session';
import { rightsOf, roles } from '../../domain/kernel/roles';
import { signInPage } from './signIn';
import { recordDenial } from './support/deny';
import type { Handler } from './support/handler';
import { json, problem } from './support/problem';
import { startSession } from './support/startSession';

type SessionDeps = Pick<App, 'access' | 'recordDeniedAccess'>;

/** Maximum body size: it holds a name and a role. */
const maxBytes = 8000;

/** @throws AccessError if development sign-in is not available for this request */
async function requireDevelopment(request: RequestFacts, { settings, onNetwork }: Access): Promise<void> {
  if (settings.development === undefined)
    throw new AccessError(
      403,
      'development-only',
      'The development sign-in is off here. Sign in at /sign-in.',
    );
  if (!isLoopback(request))
    throw new AccessError(
      403,
      'not-loopback',
      'The development sign-in works only on this machine, at 127.0.0.1 or localhost, without a proxy.',
    );
  if (await onNetwork())
    throw new AccessError(
      403,
      'on-network',
      'Other machines can reach this app, so the development sign-in is off. Start it with "npm run local", which listens on this machine alone.',
    );
  refuseOtherOrigins(request, settings.inAzure);
}

const kindOf = (request: RequestFacts) =>
  request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();

/** Accepts JSON or a form; undefined if it is neither, or lacks a name or role. */
async function signInRequestOf(request: RequestFacts, body: ReadBody): Promise<SignInRequest | undefined> {
  const text = Buffer.from(await body(maxBytes)).toString();
  try {
    const body: unknown =
      kindOf(request) === 'application/json'
        ? JSON.parse(text)
        : Object.fromEntries(new URLSearchParams(text));
    return signInRequestSchema.safeParse(body).data;
  } catch {
    return undefined;
  }
}

/** In development, the same name is the same person. */
function developer(name: string): string {
  return `development:${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;
}

/** Development sign-in: signs in anyone at this machine under the name they give. */
export function createSessionBegin(deps: SessionDeps): Handler<'sessionBegin'> {
  const { settings } = deps.access;
  return async ({ request, body, context }) => {
    const isForm = kindOf(request) === 'application/x-www-form-urlencoded';
    const failed = (status: number, code: string, detail: string) =>
      isForm ? signInPage(settings, request, status, detail) : problem(status, code, detail);
    try {
      await requireDevelopment(request, deps.access);
    } catch (error) {
      if (!(error instanceof AccessError)) throw error;
      await recordDenial(deps, routes.sessionBegin, request, context, deniedBy(error));
      return failed(error.status, error.code, error.message);
    }
    const wanted = await signInRequestOf(request, body);
    if (wanted === undefined)
      return failed(400, 'bad-body', `Expected a name and one of the roles ${roles.join(', ')}.`);
    const { name, role, to } = wanted;
    const cookie = await startSession(deps, request, {
      subject: developer(name),
      name,
      roles: [role],
      signIn: 'development',
    });
    return isForm || isNavigation(request)
      ? { status: 303, headers: { location: returnPath(to) }, cookies: [cookie] }
      : { status: 204, cookies: [cookie] };
  };
}

/** The site settings that a page needs. */
function pageSettings({ review, ohifUrl }: App['settings']): SessionView['settings'] {
  const { firstImpression, undoSeconds } = review;
  return { firstImpression, undoSeconds, ...(ohifUrl === undefined ? {} : { ohifUrl }) };
}

/** The signed-in user. */
export function createSession({ settings, now }: Pick<App, 'settings' | 'now'>): Handler<'session'> {
  return ({ caller: { name, roles: own, signIn, expiresAt } }) => {
    const serverTime = now();
    const untold = new Date(Date.parse(serverTime) + settings.access.sessionMinutes * 60_000).toISOString();
    return json({
      name,
      roles: own,
      rights: rightsOf(own),
      signIn: signIn === 'bearer' ? 'entra' : signIn,
      expiresAt: expiresAt ?? untold,
      serverTime,
      settings: pageSettings(settings),
    });
  };
}

export function createSessionEnd({ access }: Pick<App, 'access'>): Handler<'sessionEnd'> {
  return ({ request }) => {
    const secure = isSecure(request, access.settings.inAzure);
    return { status: 204, cookies: [sessionCookie('', secure, 0)] };
  };
}
