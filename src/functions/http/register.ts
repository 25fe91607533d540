import { app as host } from '@azure/functions';
import * as df from 'durable-functions';
import type { App } from '../../app/app';
import { type RouteName, routes } from '../../contract/routes/routes';
import { handlersOf } from './handlers';
import type { Handler } from './support/handler';
import { serve } from './support/serve';

/** Whose handlers wake orchestrations. */
const waking: ReadonlySet<RouteName> = new Set(['review', 'undoReview']);

/**
 * Registers every declared route. The platform's own keys are not asked for, as one of them would have to reach every
 * browser.
 */
export function registerRoutes(app: App): void {
  const handlers = handlersOf(app);
  for (const name of Object.keys(routes) as RouteName[]) {
    const { method, path } = routes[name];
    host.http(name, {
      route: path,
      methods: [method],
      authLevel: 'anonymous',
      ...(waking.has(name) ? { extraInputs: [df.input.durableClient()] } : {}),
      handler: serve(name, handlers[name] as Handler<RouteName>, app),
    });
  }
}
