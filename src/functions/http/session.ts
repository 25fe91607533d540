import { createHash } from 'node:crypto';
import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import { z } from 'zod';
import { AccessError } from '../../access/accessError';
import { deniedBy } from '../../access/authorize';
import type { Caller } from '../../access/caller';
import { isLoopback, isNavigation, isSecure } from '../../access/requestFacts';
import { returnPath } from '../../access/returnPath';
import { refuseOtherOrigins } from '../../access/sameOrigin';
import { sessionCookie } from '../../access/session';
import { theApp } from '../../app/app';
import type { SessionView } from '../../contract/routes/session';
import { rightsOf, roles } from '../../domain/kernel/roles';
import type { Settings } from '../../settings/settings';
import { signInPage } from './signIn';
import { json, problem } from './support/problem';
import { recordDenial } from './support/refuse';
import { route } from './support/route';
import { startSession } from './support/startSession';

const begin = { name: 'sessionBegin', route: 'api/session', methods: ['POST'], right: 'anonymous' } as const;

const wishSchema = z.object({
  name: z.string().trim().min(1).max(200),
  role: z.enum(roles),
  to: z.string().optional(),
});
type Wish = z.infer<typeof wishSchema>;

/** Never longer than this: a name and a word. */
const maxBytes = 8192;

/** @throws AccessError where the development sign-in is not for this request */
function requireDevelopment(request: HttpRequest): void {
  const { development, inAzure } = theApp().settings.access;
  if (!development)
    throw new AccessError(
      403,
      'development-only',
      'The development sign-in is off here. Sign in at /sign-in.',
    );
  if (!isLoopback(request))
    throw new AccessError(
      403,
      'not-loopback',
      'The development sign-in works only on this machine itself, at 127.0.0.1 or localhost, and through no proxy.',
    );
  refuseOtherOrigins(request, inAzure);
}

const kindOf = (request: HttpRequest) =>
  request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();

/** As JSON or as a form; undefined where it is neither, or says no name and role. */
async function wishOf(request: HttpRequest): Promise<Wish | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return undefined;
  const text = await request.text();
  try {
    const body: unknown =
      kindOf(request) === 'application/json'
        ? JSON.parse(text)
        : Object.fromEntries(new URLSearchParams(text));
    return wishSchema.safeParse(body).data;
  } catch {
    return undefined;
  }
}

/** The same name is the same person, here at least. */
function developer(name: string): string {
  return `development:${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;
}

/** Signs in whoever sits at this machine as whoever they say they are. */
async function beginSession(request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> {
  const isForm = kindOf(request) === 'application/x-www-form-urlencoded';
  try {
    requireDevelopment(request);
  } catch (error) {
    if (!(error instanceof AccessError)) throw error;
    const { status, code, message: detail } = error;
    await recordDenial(begin, request, context, deniedBy(error));
    return isForm ? signInPage(request, status, detail) : problem(status, code, detail);
  }
  const wish = await wishOf(request);
  const wanted = `Expected a name and one of the roles ${roles.join(', ')}.`;
  if (wish === undefined) return isForm ? signInPage(request, 400, wanted) : problem(400, 'bad-body', wanted);
  const { name, role, to } = wish;
  const cookie = await startSession(request, {
    subject: developer(name),
    name,
    roles: [role],
    signIn: 'development',
  });
  return isForm || isNavigation(request)
    ? { status: 303, headers: { location: returnPath(to) }, cookies: [cookie] }
    : { status: 204, cookies: [cookie] };
}

/** What the page has to know of the site. */
function pageSettings({ review, ohifUrl }: Settings): SessionView['settings'] {
  const { firstImpression, undoSeconds } = review;
  return { firstImpression, undoSeconds, ...(ohifUrl === undefined ? {} : { ohifUrl }) };
}

function viewOf({ name, roles, signIn, expiresAt }: Caller): SessionView {
  const { settings, now } = theApp();
  const serverTime = now();
  const untold = new Date(Date.parse(serverTime) + settings.access.sessionMinutes * 60_000).toISOString();
  return {
    name,
    roles,
    rights: rightsOf(roles),
    signIn: signIn === 'bearer' ? 'entra' : signIn,
    expiresAt: expiresAt ?? untold,
    serverTime,
    settings: pageSettings(settings),
  };
}

function endSession(request: HttpRequest): HttpResponseInit {
  const secure = isSecure(request, theApp().settings.access.inAzure);
  return { status: 204, cookies: [sessionCookie('', secure, 0)] };
}

route({ ...begin, handler: beginSession });
route({
  name: 'session',
  route: 'api/session',
  methods: ['GET'],
  right: 'signed-in',
  handler: (_request, _context, caller) => json(viewOf(caller)),
});
route({
  name: 'sessionEnd',
  route: 'api/session',
  methods: ['DELETE'],
  right: 'signed-in',
  handler: endSession,
});
