import type { Right } from '../domain/kernel/roles';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What an HTTP function says of itself when it is registered. */
export interface RouteDeclaration {
  /** The function's name. */
  readonly name: string;
  /** Its path without the leading slash, with parameters in braces. */
  readonly route: string;
  readonly methods: readonly HttpMethod[];
  /** What a caller has to be allowed to do; `signed-in`: nothing but to have signed in; `anonymous`: not even that. */
  readonly right: Right | 'signed-in' | 'anonymous';
  /** `json` unless told otherwise: what a caller with a cookie may send. */
  readonly bodies?: 'json' | 'any';
}

/** A page for people: whoever has to sign in first is sent to do so. */
export function isPage({ route }: Pick<RouteDeclaration, 'route'>): boolean {
  return !/^api(\/|$)/.test(route);
}
