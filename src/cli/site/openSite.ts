import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ContainerClient } from '@azure/storage-blob';
import { createAuditSealer } from '../../app/auditSealer';
import type { AzuritePorts } from '../../local/azurite/startAzurite';
import { asError } from '../../local/errors';
import type { LogEntry } from '../../local/logging';
import type { Runtime } from '../../local/runtimeTypes';
import { startRuntime } from '../../local/startRuntime';
import { appFolder } from '../../places/places';
import { readSettings, type Settings } from '../../settings/settings';
import { connectStorage } from '../../storage/connect';
import { openStore, type Store } from '../../storage/store';
import { InterruptedError } from '../terminal/errors';
import { type Health, readHealth } from './health';
import { openLocalSite } from './localSite';
import { noteStorage } from './localStorage';
import { sealWaiting } from './sealWaiting';

export interface SiteOptions {
  /** The folder of the app that runs; this one's own if omitted. */
  readonly app?: string | undefined;
  readonly dataDirectory: string;
  readonly port?: number | undefined;
  readonly connectionString?: string | undefined;
  readonly azuritePorts?: AzuritePorts | undefined;
  readonly signal: AbortSignal;
  readonly log?: (entry: LogEntry) => void;
}

/** The app running on this machine, and the storage behind it. */
export interface Site {
  readonly runtime: Runtime;
  readonly settings: Settings;
  readonly store: Store;
  /** Where files are dropped. */
  readonly incoming: ContainerClient;
  readonly health: Health;
}

/** How long whoever was told to stop seals, beside work that goes on: the next start seals what waits. */
const hurryMilliseconds = 1_500;

/** Starts the app on a data folder, passes it to `use`, and stops it again however that ends. */
export async function withSite<T>(options: SiteOptions, use: (site: Site) => Promise<T>): Promise<T> {
  const appDirectory = path.resolve(options.app ?? appFolder);
  const runtime = await startRuntime({
    appDirectory,
    dataDirectory: options.dataDirectory,
    environment: openLocalSite(options.dataDirectory),
    // The app uses only the blob's name, and an export can be larger than memory.
    blobContents: false,
    // Already set; listing it here keeps it out of the log.
    generatedSecrets: ['TRIAGE_SITE_KEY'],
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.connectionString === undefined ? {} : { connectionString: options.connectionString }),
    ...(options.azuritePorts === undefined ? {} : { azuritePorts: options.azuritePorts }),
    ...(options.log === undefined ? {} : { log: options.log }),
  });
  let forget = () => {};
  try {
    if (options.connectionString === undefined) {
      forget = noteStorage(options.dataDirectory, runtime.connectionString);
    }
    if (options.signal.aborted) throw new InterruptedError();
    const settings = readSettings({ ...process.env, ...runtime.environment }, appDirectory);
    const store = openStore(settings);
    await store.prepare();
    const incoming = connectStorage(settings.storage).blobs.getContainerClient(settings.incomingContainer);
    const health = await readHealth(runtime.url, options.signal);
    const result = await use({ runtime, settings, store, incoming, health });
    const sealing = sealRest(settings, store, options);
    await (options.signal.aborted ? Promise.race([sealing, sleep(hurryMilliseconds)]) : sealing);
    return result;
  } catch (error) {
    throw options.signal.aborted ? new InterruptedError() : error;
  } finally {
    forget();
    await runtime.stop();
  }
}

/**
 * Seals the records of the last seconds instead of leaving them for the next start. They are durable in any
 * case.
 */
async function sealRest(
  { audit, siteKey }: Settings,
  { auditLog }: Store,
  { log }: SiteOptions,
): Promise<void> {
  const now = () => new Date().toISOString();
  const warn = (message: string) => log?.({ time: new Date(), level: 'warning', source: 'app', message });
  try {
    await sealWaiting(createAuditSealer({ audit, siteKey, auditLog, now }), warn);
  } catch (error) {
    warn(`the last audit records wait to be sealed: ${asError(error).message}`);
  }
}
