import { mkdirSync } from 'node:fs';
import { ended, exitReason, startChild } from '../childProcess';
import { RuntimeStartError } from '../errors';
import type { Log } from '../logging';
import type { WatchMessage, WrittenBlob } from './blobWrites';
import { accountText, type StorageAccount } from './storageAccount';

/** The storage emulator that runs beside the host. */
export interface Azurite {
  readonly connectionString: string;
  readonly pid: number | undefined;
  /** Calls a listener with each blob that is put into one of the containers, within a tenth of a second. */
  watchWrites(containers: readonly string[], written: (blob: WrittenBlob) => void): void;
  /** Resolves when it exits by itself. */
  readonly exited: Promise<Error>;
  /** Lets it save its data and exit. */
  stop(): Promise<void>;
}

export interface AzuritePorts {
  readonly blob?: number;
  readonly queue?: number;
  readonly table?: number;
}

type AzuriteMessage =
  | { type: 'listening'; blob: string; queue: string; table: string }
  | { type: 'written'; blobs: readonly WrittenBlob[] }
  | { type: 'failed'; message: string };

/** How long it may take to save its data when told to stop. */
const closingMilliseconds = 60_000;

/**
 * Starts Azurite on 127.0.0.1 with its data in `location`, for one account only; on free ports unless told
 * otherwise.
 */
export async function startAzurite(
  lock: string,
  location: string,
  account: StorageAccount,
  ports: AzuritePorts,
  log: Log,
): Promise<Azurite> {
  mkdirSync(location, { recursive: true });
  const wanted = [ports.blob ?? 0, ports.queue ?? 0, ports.table ?? 0].map(String);
  let lastLine = '';
  const environment = { ...process.env, AZURITE_ACCOUNTS: accountText(account) };
  const child = startChild('azurite/azuriteEntry.js', [lock, location, ...wanted], environment, (line) => {
    lastLine = line;
    log('debug', `Azurite: ${line}`);
  });
  let stopping = false;
  let written: (blob: WrittenBlob) => void = () => {};
  const exit = Promise.withResolvers<Error>();
  const urls = await new Promise<Extract<AzuriteMessage, { type: 'listening' }>>((listening, failed) => {
    child.on('message', (message: AzuriteMessage) => {
      if (message.type === 'listening') listening(message);
      else if (message.type === 'written') for (const blob of message.blobs) written(blob);
      else lastLine = message.message;
    });
    child.once('error', (error) =>
      failed(new RuntimeStartError(`Azurite cannot be started: ${error.message}`)),
    );
    child.once('exit', (code, signal) => {
      const how = exitReason(code, signal);
      failed(new RuntimeStartError(whyNotStarted(lastLine || how)));
      if (!stopping)
        exit.resolve(new Error(`Azurite exited unexpectedly (${how})${lastLine && `: ${lastLine}`}`));
    });
  });
  return {
    connectionString: [
      'DefaultEndpointsProtocol=http',
      `AccountName=${account.name}`,
      `AccountKey=${account.key}`,
      `BlobEndpoint=${urls.blob}/${account.name}`,
      `QueueEndpoint=${urls.queue}/${account.name}`,
      `TableEndpoint=${urls.table}/${account.name}`,
    ].join(';'),
    pid: child.pid,
    watchWrites: (containers, listener) => {
      written = listener;
      child.send({ type: 'watch', containers } satisfies WatchMessage);
    },
    exited: exit.promise,
    stop: async () => {
      stopping = true;
      if (child.connected) child.disconnect();
      if (await ended(child, closingMilliseconds)) {
        if (child.exitCode !== 0)
          log(
            'error',
            `Azurite could not save what was stored last: ${lastLine || exitReason(child.exitCode, child.signalCode)}`,
          );
        return;
      }
      log('error', 'Azurite did not stop and was killed: its last writes may be lost.');
      child.kill('SIGKILL');
      await ended(child, closingMilliseconds);
    },
  };
}

function whyNotStarted(lastWords: string): string {
  const taken = /EADDRINUSE.*:(\d+)/.exec(lastWords)?.[1];
  return taken === undefined
    ? `Azurite did not start: ${lastWords}`
    : `Port ${taken}, needed for storage, is in use by another program: stop that program, or choose other ports for storage.`;
}
