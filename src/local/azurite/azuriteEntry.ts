import { type IncomingMessage, Server, type ServerResponse } from 'node:http';
import { LockedError, takeLock } from '../processLock';
import { makeCloseSave } from './makeCloseSave';

/**
 * Azurite in its own process. It is shut down cleanly when its host exits, even if the host is killed.
 *
 * Azurite keeps its indexes in memory and saves them every few seconds and on close. So Azurite must outlive
 * a killed host long enough to save them, and the next host must wait for that. The lock signals it.
 */

const [, , lock = '', location = '', blobPort = '0', queuePort = '0', tablePort = '0'] = process.argv;

/** How long an earlier Azurite may take to save its data. */
const predecessorMilliseconds = 60_000;
const serviceCount = 3;
/** Writes within that time are told together. */
const tellMilliseconds = 100;

const listening: Record<string, string> = {};
let closed = 0;
let failed = false;

try {
  takeLock(lock, predecessorMilliseconds);
} catch (error) {
  const who = error instanceof LockedError ? ` (process ${error.holder})` : '';
  process.send?.({
    type: 'failed',
    message: `an earlier Azurite${who} is still saving its data in ${location}`,
  });
  process.exit(1);
}
console.log = (text: unknown) => {
  const started = /^Azurite (\w+) service is successfully listening at (\S+)$/.exec(String(text));
  if (started?.[1] !== undefined && started[2] !== undefined)
    listening[started[1].toLowerCase()] = started[2];
  if (started !== null && Object.keys(listening).length === serviceCount) announce();
  if (/^Azurite \w+ service successfully closed$/.test(String(text))) end();
};
console.error = (text: unknown) => {
  process.stderr.write(`${String(text)}\n`);
  if (/^Shutdown close failed/.test(String(text))) end(String(text));
};
tellWrites();
process.on('disconnect', closeWhenStarted);
process.argv.splice(2, Infinity, ...azuriteArguments());
// Azurite's own copy of lokijs, wherever npm put it.
makeCloseSave(require(require.resolve('lokijs', { paths: [require.resolve('azurite/package.json')] })));
require('azurite/dist/src/azurite.js');

function azuriteArguments(): string[] {
  const hosts = ['--blobHost', '127.0.0.1', '--queueHost', '127.0.0.1', '--tableHost', '127.0.0.1'];
  const ports = ['--blobPort', blobPort, '--queuePort', queuePort, '--tablePort', tablePort];
  return [
    '--silent',
    '--skipApiVersionCheck',
    '--disableTelemetry',
    '--location',
    location,
    ...hosts,
    ...ports,
  ];
}

/** Tells the host in which containers something was put, so that it need not look all the time. */
function tellWrites(): void {
  const written = new Set<string>();
  const tell = () => {
    if (process.connected) process.send?.({ type: 'written', containers: [...written] });
    written.clear();
  };
  const emit = Server.prototype.emit;
  Server.prototype.emit = function (this: Server, event: string, ...about: unknown[]): boolean {
    const [{ method, url = '' } = {}, response] = about as [Partial<IncomingMessage>?, ServerResponse?];
    const container = event === 'request' && method === 'PUT' ? url.split('/')[2] : undefined;
    if (container !== undefined)
      response?.once('finish', () => {
        if (written.size === 0) setTimeout(tell, tellMilliseconds);
        written.add(container);
      });
    return Reflect.apply(emit, this, [event, ...about]) as boolean;
  };
}

/** Azurite announces its last service just before it is ready to be closed. */
function announce(): void {
  process.send?.({ type: 'listening', ...listening });
}

/** Of one service; the process ends with the last one, since it would wait for ever for one that cannot save. */
function end(problem?: string): void {
  closed += 1;
  failed ||= problem !== undefined;
  if (closed === serviceCount) process.exit(failed ? 1 : 0);
}

function closeWhenStarted(): void {
  if (process.listenerCount('SIGTERM') > 0) process.emit('SIGTERM');
  else setTimeout(closeWhenStarted, 50);
}
