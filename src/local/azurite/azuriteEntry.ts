import { LockedError, takeLock } from '../processLock';
import { tellWrites, type WatchMessage } from './blobWrites';
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
const watched = new Set<string>();
process.on('message', ({ containers }: WatchMessage) => {
  for (const container of containers) watched.add(container);
});
tellWrites(watched, (blobs) => process.connected && process.send?.({ type: 'written', blobs }));
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
