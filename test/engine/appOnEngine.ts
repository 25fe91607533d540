import path from 'node:path';
import type { AppRuntime } from '../support/appRuntime';
import { type AppStorage, appStorage } from '../support/appStorage';
import { fetchAs, type RoleFetch } from '../support/signIn';
import { storageAccount } from '../support/storageAccount';
import { EngineRuntime } from './engineRuntime';

const appDirectory = path.resolve(__dirname, '../..');

/** The whole app on Microsoft's engine. */
export interface AppOnEngine extends AppStorage {
  readonly engine: EngineRuntime;
  /** What the app is given in addition to the environment of this process. */
  readonly environment: Readonly<Record<string, string>>;
  readonly fetch: RoleFetch;
}

/**
 * The app on the engine, not yet started, with the settings that it has on the local runtime, and storage of
 * its own.
 */
export async function onEngine(
  { environment: given }: Pick<AppRuntime, 'environment'>,
  more: Readonly<Record<string, string>> = {},
): Promise<AppOnEngine> {
  const { AzureWebJobsStorage: _, WEBSITE_HOSTNAME: __, ...own } = given;
  const environment = { ...own, ...more };
  const connectionString = await storageAccount();
  const engine = new EngineRuntime({ appDirectory, environment, connectionString });
  return {
    ...(await appStorage(environment, connectionString)),
    engine,
    environment,
    fetch: (...request) => fetchAs(engine.url)(...request),
  };
}
