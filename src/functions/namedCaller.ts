import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import type { Caller } from '../access/caller';

type Handler = (
  request: HttpRequest,
  context: InvocationContext,
  caller: Caller,
) => Promise<HttpResponseInit>;

/** The caller is the reviewer whom the header `x-reviewer` names: sign-in replaces this. */
export function named(handler: Handler): Handler {
  return (request, context, caller) => {
    const name = request.headers.get('x-reviewer');
    return handler(request, context, name ? { ...caller, subject: name, name, roles: ['reviewer'] } : caller);
  };
}
