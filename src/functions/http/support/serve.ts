import type { HttpHandler, HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import { AccessError } from '../../../access/accessError';
import { authorize, deniedBy } from '../../../access/authorize';
import type { Route } from '../../../contract/routes/route';
import { type RouteName, routes } from '../../../contract/routes/routes';
import { ChangedOutsideError, changedOutside } from '../../../domain/kernel/changedOutside';
import { words } from '../../../domain/words/words';
import { type DenyDeps, deny } from './deny';
import { finished } from './finished';
import type { Call, Handler, RequestHead } from './handler';
import { parsedParts } from './parsedParts';
import { problem } from './problem';
import { RequestError } from './requestError';

/**
 * The function that the host calls for a route: authorizes the request, parses its parts, and answers. It
 * never throws.
 */
export function serve<N extends RouteName>(name: N, handle: Handler<N>, deps: DenyDeps): HttpHandler {
  const route: Route = routes[name];
  return async (request, context) => {
    const answer = await guarded(context, () =>
      answerTo(route, handle as AnyHandler, request, context, deps),
    );
    return finished(request, answer, deps.access.settings);
  };
}

type AnyHandler = (call: Call) => HttpResponseInit | Promise<HttpResponseInit>;

async function answerTo(
  route: Route,
  handle: AnyHandler,
  request: HttpRequest,
  context: InvocationContext,
  deps: DenyDeps,
): Promise<HttpResponseInit> {
  const authorization = await authorize(route, request, deps.access);
  if (!authorization.allowed) return deny(deps, route, request, context, authorization.denied);
  const { caller } = authorization;
  const parts = await parsedParts(route, request);
  const head: RequestHead = {
    method: request.method,
    url: request.url,
    headers: request.headers,
    query: request.query,
  };
  try {
    return await handle({ ...parts, caller, request: head, context } as Call);
  } catch (error) {
    // The required right can depend on what the request asks for.
    if (error instanceof AccessError)
      return deny(deps, route, request, context, { ...deniedBy(error), caller });
    throw error;
  }
}

/** Internal errors are logged; the caller learns only that it is not their fault. */
async function guarded(
  context: InvocationContext,
  answer: () => Promise<HttpResponseInit>,
): Promise<HttpResponseInit> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof RequestError) return problem(error.status, error.code, error.message);
    if (error instanceof ChangedOutsideError) {
      context.error(error.message);
      return problem(409, changedOutside, words.changedOutside.answer);
    }
    context.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return problem(500, 'internal-error', 'Internal error; it was logged. Try again later.');
  }
}
