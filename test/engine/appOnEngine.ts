import path from 'node:path';
import type { Outcome } from '../../src/domain/intake/arrival';
import { arrivalIdOf } from '../../src/domain/kernel/ids';
import { readSettings } from '../../src/settings/settings';
import { connectStorage } from '../../src/storage/connect';
import { openStore, type Store } from '../../src/storage/store';
import { type AppRuntime, until } from '../support/appRuntime';
import { fetchAs, type RoleFetch } from '../support/signIn';
import { storageAccount } from '../support/storageAccount';
import { EngineRuntime } from './engineRuntime';

const appDirectory = path.resolve(__dirname, '../..');

/** The whole app on Microsoft's engine. */
export interface AppOnEngine {
  readonly engine: EngineRuntime;
  readonly store: Store;
  readonly fetch: RoleFetch;
  /** Puts a file into the incoming container; returns its arrival's id. */
  drop(name: string, bytes: Uint8Array): Promise<string>;
  outcome(arrivalId: string): Promise<Outcome>;
}

/**
 * The app on the engine, not yet started, with the settings that it has on the local runtime, and storage of
 * its own.
 */
export async function onEngine(
  { environment: given }: AppRuntime,
  more: Readonly<Record<string, string>> = {},
): Promise<AppOnEngine> {
  const { AzureWebJobsStorage: _, WEBSITE_HOSTNAME: __, ...environment } = given;
  const connectionString = await storageAccount();
  const engine = new EngineRuntime({
    appDirectory,
    environment: { ...environment, ...more },
    connectionString,
  });
  const settings = readSettings({ ...given, AzureWebJobsStorage: connectionString }, appDirectory);
  const incoming = connectStorage(settings.storage).blobs.getContainerClient(settings.incomingContainer);
  await incoming.createIfNotExists();
  const store = openStore(settings);
  return {
    engine,
    store,
    fetch: (...request) => fetchAs(engine.url)(...request),
    drop: async (name, bytes) => {
      const { etag = '' } = await incoming.getBlockBlobClient(name).uploadData(bytes);
      return arrivalIdOf(settings.siteKey, settings.incomingContainer, name, etag);
    },
    outcome: (arrivalId) => until('an outcome', () => store.arrivals.outcome(arrivalId), 150),
  };
}
