import { app as host } from '@azure/functions';
import * as df from 'durable-functions';
import type { App } from '../../app/app';
import { methodsOf } from '../../contract/routes/route';
import { type RouteName, routes } from '../../contract/routes/routes';
import { handlersOf } from './handlers';
import { createUnknownAddress, unknownAddress } from './site/unknownAddress';
import type { Handler } from './support/handler';
import { InFlight } from './support/inFlight';
import { serve } from './support/serve';

/** Routes whose handlers wake orchestrations. */
const waking: ReadonlySet<RouteName> = new Set([
  'review',
  'undoReview',
  'closeStudies',
  'reopenStudy',
  'resendOutputs',
]);

/**
 * Registers every declared route, and the fallback for all other addresses. The platform's function keys are
 * not used, since every browser would need one.
 */
export function registerRoutes(app: App): void {
  const handlers = handlersOf(app);
  const inFlight = new InFlight();
  for (const name of Object.keys(routes) as RouteName[]) {
    const { path } = routes[name];
    host.http(name, {
      route: path,
      methods: [...methodsOf(routes[name])],
      authLevel: 'anonymous',
      ...(waking.has(name) ? { extraInputs: [df.input.durableClient()] } : {}),
      handler: serve(name, handlers[name] as Handler<RouteName>, app, inFlight),
    });
  }
  host.http(unknownAddress.name, {
    route: unknownAddress.path,
    methods: [...unknownAddress.methods],
    authLevel: 'anonymous',
    handler: createUnknownAddress(app),
  });
}
