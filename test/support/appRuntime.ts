import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BlobServiceClient, ContainerClient } from '@azure/storage-blob';
import { QueueServiceClient } from '@azure/storage-queue';
import type { Outcome } from '../../src/domain/intake/arrival';
import { arrivalIdOf } from '../../src/domain/kernel/identifiers/ids';
import type { ServedRoute } from '../../src/local/runtimeTypes';
import { startRuntime } from '../../src/local/startRuntime';
import { readSettings, type Settings } from '../../src/settings/settings';
import { connectStorage } from '../../src/storage/connect';
import { openStore, type Store } from '../../src/storage/store';
import { fetchAs, type RoleFetch } from './signIn';
import { storageAccount } from './storageAccount';

const appDirectory = path.resolve(__dirname, '../..');

/** The whole app on the embedded runtime, with its own storage. */
export interface AppRuntime {
  readonly url: string;
  /** Every HTTP function as registered. */
  readonly routes: readonly ServedRoute[];
  readonly settings: Settings;
  /** What the app is given in addition to the environment of this process. */
  readonly environment: Readonly<Record<string, string>>;
  readonly store: Store;
  readonly incoming: ContainerClient;
  readonly queues: QueueServiceClient;
  readonly blobs: BlobServiceClient;
  /** Where the runtime keeps its own data. */
  readonly dataDirectory: string;
  /** Everything that was logged, one entry per line, as JSON. */
  readonly log: readonly string[];
  /** Sends a request to the app as somebody with a role, signing in first; a reviewer by default. */
  readonly fetch: RoleFetch;
  /** Puts a file into the incoming container; returns its arrival's id. */
  drop(name: string, bytes: Uint8Array): Promise<string>;
  /** Waits until the arrival has finished. */
  outcome(arrivalId: string): Promise<Outcome>;
  stop(): Promise<void>;
}

export async function until<T>(what: string, look: () => Promise<T | undefined>, seconds = 60): Promise<T> {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited ${seconds} s for ${what}`);
}

/**
 * Timers of several minutes. They follow the clock on the wall, so that they would run in the middle of a test now and
 * then; tests call what they do.
 */
const rareTimers = {
  'AzureWebJobs.reconcile.Disabled': 'true',
  'AzureWebJobs.purgeHistory.Disabled': 'true',
};

/** Without models by default: tests that are not about models then take only a moment. */
export async function appRuntime(environment: Record<string, string> = {}): Promise<AppRuntime> {
  const folder = mkdtempSync(path.join(tmpdir(), 'app-'));
  const noModels = path.join(folder, 'no-models');
  mkdirSync(noModels);
  const log: string[] = [];
  const dataDirectory = path.join(folder, 'data');
  const runtime = await startRuntime({
    appDirectory,
    dataDirectory,
    connectionString: await storageAccount(),
    log: (entry) => log.push(JSON.stringify(entry)),
    environment: {
      TRIAGE_SITE_KEY: Buffer.alloc(32, 1).toString('base64'),
      TRIAGE_BLOB_SOURCE: 'LogsAndContainerScan',
      TRIAGE_MODELS: noModels,
      TRIAGE_SIGN_IN: 'development',
      ...rareTimers,
      ...environment,
    },
  });
  const settings = readSettings(
    { ...runtime.environment, AzureWebJobsStorage: runtime.connectionString },
    appDirectory,
  );
  const store = openStore(settings);
  const { blobs } = connectStorage(settings.storage);
  const incoming = blobs.getContainerClient(settings.incomingContainer);
  return {
    url: runtime.url,
    routes: runtime.routes,
    settings,
    environment: runtime.environment,
    store,
    incoming,
    blobs,
    dataDirectory,
    log,
    fetch: fetchAs(runtime.url),
    queues: QueueServiceClient.fromConnectionString(runtime.connectionString),
    drop: async (name, bytes) => {
      const { etag } = await incoming.getBlockBlobClient(name).uploadData(bytes);
      return arrivalIdOf(settings.siteKey, settings.incomingContainer, name, etag as string);
    },
    outcome: (arrivalId) => until('an outcome', () => store.arrivals.outcome(arrivalId)),
    stop: async () => {
      await runtime.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
