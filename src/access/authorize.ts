import type { Route } from '../contract/routes/route';
import { AccessError } from './accessError';
import { type AuthenticationDeps, authenticate } from './authenticate';
import type { Caller } from './caller';
import { type Decision, decide } from './decide';
import type { RequestFacts } from './requestFacts';
import { requireJsonBody, requireOwnOrigin } from './sameOrigin';

/** A denied request, and its sender if known. */
export interface Denied {
  readonly status: 401 | 403 | 405 | 415 | 503;
  readonly code: string;
  readonly detail: string;
  /** For the log. */
  readonly why: string;
  readonly caller?: Caller | undefined;
}

export type Authorization =
  | { readonly allowed: true; readonly caller: Caller | undefined }
  | { readonly allowed: false; readonly denied: Denied };

/** Reads change nothing, wherever the request began: another site cannot see the response. */
const safe = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Whether a request may reach its handler: who sent it, whether they have the right, and whether they
 * intended it.
 */
export async function authorize(
  route: Route,
  request: RequestFacts,
  deps: AuthenticationDeps,
): Promise<Authorization> {
  if (route.right === 'anonymous') return authorizationOf(decide(route, request.method, undefined));
  let caller: Caller | undefined;
  try {
    const authenticated = await authenticate(request, deps);
    caller = authenticated?.caller;
    const authorization = authorizationOf(decide(route, request.method, caller), caller);
    if (!authorization.allowed || !authenticated?.ambient || safe.includes(request.method))
      return authorization;
    requireOwnOrigin(request, deps.settings.inAzure);
    if (route.body !== 'raw') requireJsonBody(request);
    return authorization;
  } catch (error) {
    if (!(error instanceof AccessError)) throw error;
    return { allowed: false, denied: { ...deniedBy(error), caller } };
  }
}

/** Converts an error to a denial. */
export function deniedBy({ status, code, message: detail, why }: AccessError): Denied {
  return { status, code, detail, why };
}

function authorizationOf(decision: Decision, caller?: Caller): Authorization {
  if (decision.allowed) return { allowed: true, caller };
  const { status, code, detail } = decision;
  return { allowed: false, denied: { status, code, detail, why: code, caller } };
}
