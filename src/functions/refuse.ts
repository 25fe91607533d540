import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import { actorOf } from '../access/caller';
import type { NotLetIn } from '../access/letIn';
import { addressOf, isNavigation, isSecure } from '../access/requestFacts';
import { returnPath } from '../access/returnPath';
import { isPage, type RouteDeclaration } from '../access/routeDeclaration';
import { sessionCookie } from '../access/session';
import { theApp } from '../app';
import type { Actor } from '../domain/auditParts';
import { renderNotice } from '../pages/signInPage';
import { page } from './page';
import { problem } from './problem';

function actorIn(request: HttpRequest, { caller }: NotLetIn): Actor {
  if (caller !== undefined) return actorOf(caller);
  const address = addressOf(request, theApp().settings.access.inAzure);
  return { subject: 'anonymous', kind: 'anonymous', ...(address === undefined ? {} : { address }) };
}

/** RFC 6750, section 3: what was wrong with the token, where one was shown. */
function challenge({ code }: NotLetIn): Record<string, string> {
  const error = code === 'bad-token' ? ', error="invalid_token"' : '';
  return { 'www-authenticate': `Bearer realm="imaging-triage"${error}` };
}

/** Records that somebody was not let in. That it cannot be recorded lets nobody in. */
export async function recordRefusal(
  { route }: Pick<RouteDeclaration, 'route'>,
  request: HttpRequest,
  context: InvocationContext,
  refused: NotLetIn,
): Promise<void> {
  const { code, why } = refused;
  const actor = actorIn(request, refused);
  context.warn(`access refused: ${request.method} ${route}, ${code}${why === code ? '' : ` (${why})`}`);
  try {
    await theApp().recordRefusedAccess({ actor, route, method: request.method, code });
  } catch (error) {
    context.error(`a refusal of access could not be recorded: ${(error as Error).message}`);
  }
}

function signInFirst(request: HttpRequest): HttpResponseInit {
  const to = returnPath(new URL(request.url).pathname);
  return { status: 302, headers: { location: to === '/' ? '/sign-in' : `/sign-in?to=${to}` } };
}

/** What somebody is answered who is not let in: a person at a page is led on, a program gets problem details. */
export async function refuse(
  declaration: RouteDeclaration,
  request: HttpRequest,
  context: InvocationContext,
  refused: NotLetIn,
): Promise<HttpResponseInit> {
  await recordRefusal(declaration, request, context, refused);
  const { status, code, detail, caller } = refused;
  const forPerson = isPage(declaration) && isNavigation(request);
  if (forPerson && status === 401) return signInFirst(request);
  if (forPerson) return page(renderNotice('Not for you', detail, caller), status);
  const answer = problem(status, code, detail);
  if (status !== 401) return answer;
  const secure = isSecure(request, theApp().settings.access.inAzure);
  return {
    ...answer,
    headers: { ...(answer.headers as Record<string, string>), ...challenge(refused) },
    ...(code === 'session-expired' ? { cookies: [sessionCookie('', secure, 0)] } : {}),
  };
}
