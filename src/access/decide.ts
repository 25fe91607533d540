import type { Caller } from './caller';
import type { RouteDeclaration } from './routeDeclaration';

/** Whether a request is let in, and if not, with what answer. */
export type Decision =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      readonly status: 401 | 403 | 405;
      readonly code: string;
      readonly detail: string;
    };

const allowed: Decision = { allowed: true };

/** The one place that decides who may do what. `caller`: undefined where nobody was recognised. */
export function decide(
  { roles, methods }: Pick<RouteDeclaration, 'roles' | 'methods'>,
  method: string,
  caller: Pick<Caller, 'roles'> | undefined,
): Decision {
  if (!methods.some((declared) => declared === method))
    return refused(405, 'method-not-allowed', `Only ${methods.join(', ')} can be asked for here.`);
  if (roles === 'anonymous') return allowed;
  if (caller === undefined)
    return refused(401, 'not-signed-in', 'Sign in at /sign-in, or send an access token of Entra ID.');
  if (roles === 'signed-in' || roles.some((role) => caller.roles.includes(role))) return allowed;
  const own = caller.roles.length === 0 ? 'no role' : `the role ${caller.roles.join(', ')}`;
  return refused(403, 'wrong-role', `This is for the role ${roles.join(', ')}; you have ${own}.`);
}

function refused(status: 401 | 403 | 405, code: string, detail: string): Decision {
  return { allowed: false, status, code, detail };
}
