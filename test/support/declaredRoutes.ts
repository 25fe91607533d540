import type { Route } from '../../src/contract/routes/route';
import { type RouteName, routes } from '../../src/contract/routes/routes';
import { parseRoute } from '../../src/local/http/route';

export interface DeclaredRoute extends Route {
  readonly name: RouteName;
}

/** Every route of the app as it is declared. */
export const declaredRoutes: readonly DeclaredRoute[] = Object.entries<Route>(routes).map(
  ([name, declared]) => ({ name: name as RouteName, ...declared }),
);

/** Whom a request comes to, as the host decides: the most specific route that has the method. */
export function routeOf(method: string, path: string): DeclaredRoute | undefined {
  return declaredRoutes
    .filter((declared) => declared.method === method)
    .map((declared) => ({ declared, parsed: parseRoute(declared.path) }))
    .filter(({ parsed }) => parsed.match(path) !== undefined)
    .sort((a, b) => (a.parsed.rank < b.parsed.rank ? -1 : 1))[0]?.declared;
}
