import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { LockedError, takeLock } from '../../../src/local/processLock';
import { TemporaryFolder } from '../../support/temporaryFolder';

/** The lock that says who holds a data folder. */

const folder = new TemporaryFolder();
afterAll(() => folder.remove());

/** Takes the lock and forgets about it, as an entry point does; garbage collection must not release it. */
const holder = `require(${JSON.stringify(resolve(__dirname, '../../../dist/local/processLock.js'))})
  .takeLock(process.argv[1]); setInterval(() => { gc(); console.log('held') }, 50)`;

/** Why the lock cannot be taken; undefined when it can. */
function refusal(file: string): { name: string; holder: number | undefined } | undefined {
  try {
    takeLock(file).release();
    return undefined;
  } catch (error) {
    const { name, holder } = error as LockedError;
    return { name, holder };
  }
}

test('held by another process, it is refused with that process; when that one is killed, it is free', async () => {
  const file = folder.file('other.lock');
  const other = spawn(process.execPath, ['--expose-gc', '-e', holder, file]);
  await once(other.stdout, 'data');
  await once(other.stdout, 'data');
  const exit = once(other, 'exit');
  try {
    expect(refusal(file)).toEqual({ name: 'LockedError', holder: other.pid });
  } finally {
    other.kill('SIGKILL');
    await exit;
  }
  takeLock(file).release();
});

test('held by this process, it is refused as well, until it is released', () => {
  const file = folder.file('own.lock');
  const lock = takeLock(file);
  expect(() => takeLock(file)).toThrow(LockedError);
  lock.release();
  takeLock(file).release();
});
