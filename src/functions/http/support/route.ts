import {
  app,
  type FunctionInput,
  type HttpRequest,
  type HttpResponseInit,
  type InvocationContext,
} from '@azure/functions';
import { authorize } from '../../../access/authorize';
import type { Caller } from '../../../access/caller';
import { isSecure } from '../../../access/requestFacts';
import type { RouteDeclaration } from '../../../access/routeDeclaration';
import { securityHeaders } from '../../../access/securityHeaders';
import { theApp } from '../../../app/app';
import type { Right } from '../../../domain/kernel/roles';
import { problem } from './problem';
import { deny } from './refuse';

type Answer = HttpResponseInit | Promise<HttpResponseInit>;

/** A route for those who are signed in; its handler is told who calls. */
export interface SignedInRoute extends RouteDeclaration {
  readonly right: Right | 'signed-in';
  readonly handler: (request: HttpRequest, context: InvocationContext, caller: Caller) => Answer;
  readonly extraInputs?: FunctionInput[];
}

/** A route for anybody: nobody is authenticated. */
export interface AnonymousRoute extends RouteDeclaration {
  readonly right: 'anonymous';
  readonly handler: (request: HttpRequest, context: InvocationContext) => Answer;
  readonly extraInputs?: FunctionInput[];
}

export type HttpRoute = SignedInRoute | AnonymousRoute;

const table: RouteDeclaration[] = [];

/** Every HTTP function of the app with those who may call it, in the order of their registration. */
export function routeTable(): readonly RouteDeclaration[] {
  return table;
}

/**
 * Registers an HTTP function. The only way to do so: a function that is registered otherwise fails a test. The
 * platform's own keys are not asked for, as one of them would have to reach every browser.
 */
export function route(declared: HttpRoute): void {
  const { handler: _, extraInputs, ...declaration } = declared;
  table.push(declaration);
  app.http(declaration.name, {
    route: declaration.route,
    methods: [...declaration.methods],
    authLevel: 'anonymous',
    ...(extraInputs === undefined ? {} : { extraInputs }),
    handler: async (request, context) =>
      withSecurityHeaders(request, await guarded(declared, request, context)),
  });
}

/** What goes wrong inside is for the log; the caller is told that it is not their fault. */
async function guarded(
  declared: HttpRoute,
  request: HttpRequest,
  context: InvocationContext,
): Promise<HttpResponseInit> {
  try {
    return await answer(declared, request, context);
  } catch (error) {
    context.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return problem(500, 'internal-error', 'Internal error; it was logged. Try again later.');
  }
}

async function answer(
  declared: HttpRoute,
  request: HttpRequest,
  context: InvocationContext,
): Promise<HttpResponseInit> {
  const decision = await authorize(declared, request, theApp().access);
  if (!decision.allowed) return deny(declared, request, context, decision.denied);
  if (declared.right === 'anonymous') return declared.handler(request, context);
  return declared.handler(request, context, decision.caller as Caller);
}

function withSecurityHeaders(request: HttpRequest, init: HttpResponseInit): HttpResponseInit {
  const secure = isSecure(request, theApp().settings.access.inAzure);
  const own = Object.fromEntries(new Headers(init.headers as ConstructorParameters<typeof Headers>[0]));
  return { ...init, headers: { ...securityHeaders(secure), ...own } };
}
