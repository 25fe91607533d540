import type { RouteDeclaration } from '../../src/access/routeDeclaration';

/** What the app needs to be put together; nothing is opened with it. */
const environment = {
  AzureWebJobsStorage: 'UseDevelopmentStorage=true',
  TRIAGE_SITE_KEY: Buffer.alloc(32, 1).toString('base64'),
};

/** The routes of the whole app as it declares them, without running it. */
export function declaredRoutes(): readonly RouteDeclaration[] {
  const before = { ...process.env };
  Object.assign(process.env, environment);
  // Registering says that there is no host, which is so.
  const said = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  try {
    require('../../src/index');
  } finally {
    said.mockRestore();
    for (const name of Object.keys(environment)) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
  return (
    require('../../src/functions/http/support/route') as typeof import('../../src/functions/http/support/route')
  ).routeTable();
}
