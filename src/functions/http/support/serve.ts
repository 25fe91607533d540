import type { HttpHandler, HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import { AccessError } from '../../../access/accessError';
import { authorize, deniedBy } from '../../../access/authorize';
import type { Caller } from '../../../access/caller';
import { addressOf } from '../../../access/requestFacts';
import type { App } from '../../../app/app';
import type { Route } from '../../../contract/routes/route';
import { type RouteName, routes } from '../../../contract/routes/routes';
import { ChangedOutsideError } from '../../../domain/kernel/sealing/changedOutside';
import { shared } from './crossOrigin';
import { type DenyDeps, deny } from './deny';
import { finished } from './finished';
import type { Call, Handler, RequestHead } from './handler';
import type { InFlight } from './inFlight';
import { parsedParts } from './parsedParts';
import { changedOutsideAnswer, errorAnswer, problem } from './problem';
import { RequestError } from './requestError';

/** What every route needs. */
export type ServeDeps = DenyDeps & Pick<App, 'noteChangedOutside'>;

/**
 * The function that the host calls for a route: authorizes the request, parses its parts, and answers. It
 * never throws.
 */
export function serve<N extends RouteName>(
  name: N,
  handle: Handler<N>,
  deps: ServeDeps,
  inFlight: InFlight,
): HttpHandler {
  const served: Served = { route: routes[name], handle: handle as AnyHandler, deps, inFlight };
  return async (request, context) => {
    const answer = await guarded(context, deps, () => answerTo(served, request, context));
    return finished(request, shared(request, answer, deps.access.settings), deps.access.settings);
  };
}

type AnyHandler = (call: Call) => HttpResponseInit | Promise<HttpResponseInit>;

interface Served {
  readonly route: Route;
  readonly handle: AnyHandler;
  readonly deps: DenyDeps;
  readonly inFlight: InFlight;
}

async function answerTo(
  served: Served,
  request: HttpRequest,
  context: InvocationContext,
): Promise<HttpResponseInit> {
  const { route, deps, inFlight } = served;
  const authorization = await authorize(route, request, deps.access);
  if (!authorization.allowed) return deny(deps, route, request, context, authorization.denied);
  const { caller } = authorization;
  const who = caller?.subject ?? `at ${addressOf(request, deps.access.settings.inAzure) ?? 'any address'}`;
  return inFlight.run(route, who, () => handled(served, request, context, caller));
}

async function handled(
  { route, handle, deps }: Served,
  request: HttpRequest,
  context: InvocationContext,
  caller: Caller | undefined,
): Promise<HttpResponseInit> {
  const parts = await parsedParts(route, request);
  const { method, url, headers, query } = request;
  const head: RequestHead = { method, url, headers, query };
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
  { noteChangedOutside }: Pick<ServeDeps, 'noteChangedOutside'>,
  answer: () => Promise<HttpResponseInit>,
): Promise<HttpResponseInit> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof RequestError) return errorAnswer(error);
    if (error instanceof ChangedOutsideError) {
      await noteChangedOutside(error);
      return changedOutsideAnswer();
    }
    context.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return problem(500, 'internal-error', 'Internal error; it was logged. Try again later.');
  }
}
