import {
  app,
  type FunctionInput,
  type HttpRequest,
  type HttpResponseInit,
  type InvocationContext,
} from '@azure/functions';
import type { Caller } from '../access/caller';
import type { RouteDeclaration } from '../access/routeDeclaration';
import type { Role } from '../domain/roles';

type Answer = HttpResponseInit | Promise<HttpResponseInit>;

/** A route for those who are signed in; its handler is told who calls. */
export interface SignedInRoute extends RouteDeclaration {
  readonly roles: readonly Role[] | 'signed-in';
  readonly handler: (request: HttpRequest, context: InvocationContext, caller: Caller) => Answer;
  readonly extraInputs?: FunctionInput[];
}

/** A route for anybody: nobody is recognised. */
export interface AnonymousRoute extends RouteDeclaration {
  readonly roles: 'anonymous';
  readonly handler: (request: HttpRequest, context: InvocationContext) => Answer;
  readonly extraInputs?: FunctionInput[];
}

export type HttpRoute = SignedInRoute | AnonymousRoute;

const table: RouteDeclaration[] = [];

/** Every HTTP function of the app with those who may call it, in the order of their registration. */
export function routeTable(): readonly RouteDeclaration[] {
  return table;
}

/** Nobody is recognised yet: whoever reaches the function is somebody who may. */
const unknownCaller: Caller = { subject: 'unknown', name: 'unknown', roles: [], signIn: 'bearer' };

/** Registers an HTTP function. The only way to do so: a function that is registered otherwise fails a test. */
export function route({ handler, extraInputs, ...declaration }: HttpRoute): void {
  const { name, route: path, methods } = declaration;
  table.push(declaration);
  app.http(name, {
    route: path,
    methods: [...methods],
    authLevel: 'function',
    ...(extraInputs === undefined ? {} : { extraInputs }),
    handler: (request, context) => handler(request, context, unknownCaller),
  });
}
