import type { HttpResponseInit, InvocationContext } from '@azure/functions';
import type { Denied } from '../../../access/authorize';
import { actorOf } from '../../../access/caller';
import { addressOf, isNavigation, isSecure, type RequestFacts } from '../../../access/requestFacts';
import { returnPath } from '../../../access/returnPath';
import { sessionCookie } from '../../../access/session';
import type { App } from '../../../app/app';
import type { Route } from '../../../contract/routes/route';
import type { Actor } from '../../../domain/kernel/actor';
import { rolesWith } from '../../../domain/kernel/roles';
import { renderNotice } from '../signInPage/signInPage';
import { languageOf, refusalIn, signInTexts } from '../signInPage/signInTexts';
import type { SignInTexts } from '../signInPage/texts/english';
import { page } from './page';
import { problem } from './problem';

/** Dependencies for denying a request. */
export type DenyDeps = Pick<App, 'access' | 'recordDeniedAccess'>;

function actorIn({ access }: DenyDeps, request: RequestFacts, { caller }: Denied): Actor {
  if (caller !== undefined) return actorOf(caller);
  const address = addressOf(request, access.settings.inAzure);
  return { subject: 'anonymous', kind: 'anonymous', ...(address === undefined ? {} : { address }) };
}

/** RFC 6750, section 3: what was wrong with the token, if one was sent. */
function challenge({ code }: Denied): Record<string, string> {
  const error = code === 'bad-token' ? ', error="invalid_token"' : '';
  return { 'www-authenticate': `Bearer realm="imaging-triage"${error}` };
}

/** The session ended, so nothing that the browser kept may be shown. */
const over = ['session-expired', 'session-locked', 'signed-out'];
/** Only a locked session's cookie stays: it says who may come back without typing a name. */
const forgotten = ['session-expired', 'signed-out'];

/** Records the denial. The request stays denied even if recording fails. */
export async function recordDenial(
  deps: DenyDeps,
  { path }: Pick<Route, 'path'>,
  request: RequestFacts,
  context: InvocationContext,
  denied: Denied,
): Promise<void> {
  const { code, why } = denied;
  const actor = actorIn(deps, request, denied);
  context.warn(`access denied: ${request.method} ${path}, ${code}${why === code ? '' : ` (${why})`}`);
  try {
    await deps.recordDeniedAccess({ actor, route: path, method: request.method, code });
  } catch (error) {
    context.error(`a denial of access could not be recorded: ${(error as Error).message}`);
  }
}

function signInFirst(request: RequestFacts): HttpResponseInit {
  const to = returnPath(new URL(request.url).pathname);
  return { status: 302, headers: { location: to === '/' ? '/sign-in' : `/sign-in?to=${to}` } };
}

/** Whether the route is a page for people, who are sent to sign in first if necessary. */
function isPage({ path }: Route): boolean {
  return !/^api(\/|$)/.test(path);
}

/** For somebody whose role does not include a page. */
function pageIsFor(
  { forRoles, roles }: SignInTexts,
  { right }: Pick<Route, 'right'>,
  code: string,
): string | undefined {
  if (code !== 'missing-right' || right === 'anonymous' || right === 'signed-in') return undefined;
  return forRoles(rolesWith(right).map((role) => roles[role].name));
}

/** The response to a denied request: browsers get a page or a redirect, programs get problem details. */
export async function deny(
  deps: DenyDeps,
  route: Route,
  request: RequestFacts,
  context: InvocationContext,
  denied: Denied,
): Promise<HttpResponseInit> {
  await recordDenial(deps, route, request, context, denied);
  const { status, code, detail, caller } = denied;
  const forPerson = isPage(route) && isNavigation(request);
  if (forPerson && status === 401) return signInFirst(request);
  if (forPerson) {
    const language = languageOf(request);
    const why =
      pageIsFor(signInTexts[language], route, code) ??
      refusalIn(signInTexts[language], { code, message: detail });
    return page(renderNotice(language, 'denied', why, caller), status);
  }
  const answer = problem(status, code, detail);
  if (status !== 401) return answer;
  const secure = isSecure(request, deps.access.settings.inAzure);
  return {
    ...answer,
    headers: {
      ...(answer.headers as Record<string, string>),
      ...challenge(denied),
      ...(over.includes(code) ? { 'clear-site-data': '"cache"' } : {}),
    },
    ...(forgotten.includes(code) ? { cookies: [sessionCookie('', secure, 0)] } : {}),
  };
}
