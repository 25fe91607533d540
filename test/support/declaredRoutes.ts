import type { Route } from '../../src/contract/routes/route';
import { type RouteName, routes } from '../../src/contract/routes/routes';
import { parseRoute } from '../../src/local/http/route';

export interface DeclaredRoute extends Route {
  readonly name: RouteName;
}

/** Every declared route of the app. */
export const declaredRoutes: readonly DeclaredRoute[] = Object.entries<Route>(routes).map(
  ([name, declared]) => ({ name: name as RouteName, ...declared }),
);

/**
 * The route that a request is dispatched to, as the host decides: the most specific one that has the method.
 */
export function routeOf(method: string, path: string): DeclaredRoute | undefined {
  return declaredRoutes
    .filter((declared) => declared.method === method)
    .map((declared) => ({ declared, parsed: parseRoute(declared.path) }))
    .filter(({ parsed }) => parsed.match(path) !== undefined)
    .sort((a, b) => (a.parsed.rank < b.parsed.rank ? -1 : 1))[0]?.declared;
}
