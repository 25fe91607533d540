import { createHash } from 'node:crypto';
import type { Access } from '../../../access/access';
import { AccessError } from '../../../access/accessError';
import { isLocked, sessionIn } from '../../../access/authenticate';
import { deniedBy } from '../../../access/authorize';
import { isLoopback, isNavigation, type RequestFacts } from '../../../access/requestFacts';
import { returnPath } from '../../../access/returnPath';
import { refuseOtherOrigins } from '../../../access/sameOrigin';
import type { SignedIn } from '../../../access/session';
import type { App } from '../../../app/app';
import type { ReadBody } from '../../../contract/routes/route';
import { routes } from '../../../contract/routes/routes';
import { signInRequestSchema, unlockRequestSchema } from '../../../contract/routes/session';
import { type Role, roles } from '../../../domain/kernel/roles';
import { recordDenial } from '../support/deny';
import type { Handler } from '../support/handler';
import { type ProblemStatus, problem } from '../support/problem';
import { startSession } from '../support/startSession';
import { signInPage } from './signIn';

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

/** Accepts JSON or a form; undefined if it is neither. */
async function fieldsOf(request: RequestFacts, body: ReadBody): Promise<unknown> {
  const text = Buffer.from(await body(maxBytes)).toString();
  if (kindOf(request) !== 'application/json') return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface Wanted {
  readonly who: SignedIn;
  readonly to: string | undefined;
}

/** Who signs in, and the page to open then; undefined if the fields do not say. */
async function wantedIn(fields: unknown, request: RequestFacts, access: Access): Promise<Wanted | undefined> {
  const unlock = unlockRequestSchema.safeParse(fields).data;
  if (unlock === undefined) {
    const named = signInRequestSchema.safeParse(fields).data;
    return named && { who: developerOf(named.name, named.role), to: named.to };
  }
  const session = await sessionIn(request, access);
  if (session?.signIn !== 'development' || !isLocked(session, access)) return undefined;
  const { subject, name, roles } = session;
  return { who: { subject, name, roles, signIn: 'development' }, to: unlock.to };
}

/** In development, the same name is the same person. */
function developerOf(name: string, role: Role): SignedIn {
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 16);
  return { subject: `development:${hash}`, name, roles: [role], signIn: 'development' };
}

/** Development sign-in: signs in anyone at this machine under the name they give. */
export function createSessionBegin(deps: SessionDeps): Handler<'sessionBegin'> {
  const { settings } = deps.access;
  return async ({ request, body, context }) => {
    const isForm = kindOf(request) === 'application/x-www-form-urlencoded';
    const failed = (status: ProblemStatus, code: string, detail: string) =>
      isForm
        ? signInPage(settings, request, status, { code, message: detail })
        : problem(status, code, detail);
    try {
      await requireDevelopment(request, deps.access);
    } catch (error) {
      if (!(error instanceof AccessError)) throw error;
      await recordDenial(deps, routes.sessionBegin, request, context, deniedBy(error));
      return failed(error.status, error.code, error.message);
    }
    const wanted = await wantedIn(await fieldsOf(request, body), request, deps.access);
    if (wanted === undefined)
      return failed(400, 'bad-body', `Expected a name and one of the roles ${roles.join(', ')}.`);
    const cookie = await startSession(deps, request, context, wanted.who);
    return isForm || isNavigation(request)
      ? { status: 303, headers: { location: returnPath(wanted.to) }, cookies: [cookie] }
      : { status: 204, cookies: [cookie] };
  };
}
