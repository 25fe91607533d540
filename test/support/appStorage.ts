import path from 'node:path';
import type { ContainerClient } from '@azure/storage-blob';
import type { Outcome } from '../../src/domain/intake/arrival';
import { arrivalIdOf } from '../../src/domain/kernel/identifiers/ids';
import { readSettings, type Settings } from '../../src/settings/settings';
import { connectStorage } from '../../src/storage/connect';
import { openStore, type Store } from '../../src/storage/store';
import { until } from './appRuntime';

const appDirectory = path.resolve(__dirname, '../..');

/** The storage of an app, whatever runs it. */
export interface AppStorage {
  readonly settings: Settings;
  readonly store: Store;
  readonly incoming: ContainerClient;
  /** Puts a file into the incoming container; returns its arrival's id. */
  drop(name: string, bytes: Uint8Array): Promise<string>;
  /** Waits until the arrival has finished. */
  outcome(arrivalId: string, seconds?: number): Promise<Outcome>;
}

/** @param environment what the app is given */
export async function appStorage(
  environment: Readonly<Record<string, string>>,
  connectionString: string,
): Promise<AppStorage> {
  // Where it listens is not known here, and only has to be on this machine.
  const where = { AzureWebJobsStorage: connectionString, WEBSITE_HOSTNAME: '127.0.0.1:1' };
  const settings = readSettings({ ...environment, ...where }, appDirectory);
  const { siteKey, incomingContainer } = settings;
  const incoming = connectStorage(settings.storage).blobs.getContainerClient(incomingContainer);
  await incoming.createIfNotExists();
  const store = openStore(settings);
  return {
    settings,
    store,
    incoming,
    drop: async (name, bytes) => {
      const { etag = '' } = await incoming.getBlockBlobClient(name).uploadData(bytes);
      return arrivalIdOf(siteKey, incomingContainer, name, etag);
    },
    outcome: (arrivalId, seconds = 150) =>
      until('an outcome', () => store.arrivals.outcome(arrivalId), seconds),
  };
}
