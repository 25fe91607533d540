import { methodsOf, type Route } from '../contract/routes/route';
import { type Right, type Role, rightsOf, rolesWith } from '../domain/kernel/roles';
import { AccessError } from './accessError';

/** Whether a request is allowed; if not, the response. */
export type Decision =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      readonly status: 401 | 403 | 405;
      readonly code: string;
      readonly detail: string;
    };

const allowed: Decision = { allowed: true };

/** The only place that decides who may do what. `caller`: undefined if nobody was authenticated. */
export function decide(
  { right, method }: Pick<Route, 'right' | 'method'>,
  asked: string,
  caller: { readonly roles: readonly Role[] } | undefined,
): Decision {
  if (!methodsOf({ method }).some((served) => served === asked))
    return denied(405, 'method-not-allowed', `Only ${method} is allowed here.`);
  if (right === 'anonymous') return allowed;
  if (caller === undefined)
    return denied(401, 'not-signed-in', 'Sign in at /sign-in, or send an access token from Entra ID.');
  if (right === 'signed-in' || rightsOf(caller.roles).includes(right)) return allowed;
  return denied(403, 'missing-right', missing(right, caller.roles));
}

/** For part of a route that needs an additional right. @throws AccessError */
export function requireRight(right: Right, { roles }: { readonly roles: readonly Role[] }): void {
  if (!rightsOf(roles).includes(right)) throw new AccessError(403, 'missing-right', missing(right, roles));
}

function missing(right: Right, roles: readonly Role[]): string {
  const own = roles.length === 0 ? 'You have no role' : `Your role is ${list(roles, 'and')}`;
  return `This is for the role ${list(rolesWith(right), 'or')}. ${own}.`;
}

function list(words: readonly string[], conjunction: 'and' | 'or'): string {
  return new Intl.ListFormat('en-GB', { type: conjunction === 'and' ? 'conjunction' : 'disjunction' }).format(
    words,
  );
}

function denied(status: 401 | 403 | 405, code: string, detail: string): Decision {
  return { allowed: false, status, code, detail };
}
