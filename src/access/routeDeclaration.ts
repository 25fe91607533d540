import type { Role } from '../domain/roles';

/** Who may call: the bearers of certain roles, whoever is signed in, or anybody. */
export type Admitted = readonly Role[] | 'signed-in' | 'anonymous';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What an HTTP function says of itself when it is registered. */
export interface RouteDeclaration {
  /** The function's name. */
  readonly name: string;
  /** Its path without the leading slash, with parameters in braces. */
  readonly route: string;
  readonly methods: readonly HttpMethod[];
  readonly roles: Admitted;
  /** `json` unless told otherwise: what a caller with a cookie may send. */
  readonly bodies?: 'json' | 'any';
}

/** A page for people: whoever has to sign in first is sent to do so. */
export function isPage({ route }: Pick<RouteDeclaration, 'route'>): boolean {
  return !/^api(\/|$)/.test(route);
}
