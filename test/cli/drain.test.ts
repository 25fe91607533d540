import { readFileSync } from 'node:fs';
import path from 'node:path';
import { connectStorage } from '../../src/storage/connect';
import { imageFile } from '../dicom/dicomBuilder';
import { isAlive, type Running } from '../support/runtimeProcess';
import { TemporaryFolder } from '../support/temporaryFolder';
import { waitFor } from '../support/waitFor';
import { freePort } from './support/freePort';
import { startByNpm } from './support/triageProcess';

/** What a service manager, or a container's runtime, does: it ends npm with SIGTERM, and gives it ten seconds. */
const patience = 10_000;
const files = 50;

const folder = new TemporaryFolder();
afterAll(() => folder.remove());

const data = folder.file('data');

async function startedByNpm() {
  const local = startByNpm(['local', '--data', data, '--port', String(await freePort())]);
  await local.says('Ctrl-C ends.');
  const running = JSON.parse(readFileSync(path.join(data, 'runtime.json'), 'utf8')) as Required<Running>;
  const connectionString = readFileSync(path.join(data, 'storage-connection'), 'utf8');
  const incoming = connectStorage({ kind: 'connection-string', connectionString }).blobs.getContainerClient(
    'incoming',
  );
  return { ...local, running, incoming };
}

/** All processes below one, by their ids. */
function descendants(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .split(' ')
    .filter(Boolean)
    .map(Number);
  return children.flatMap((child) => [child, ...descendants(child)]);
}

/** @returns how long it took, in milliseconds */
async function terminated({
  child,
  ended,
  running,
}: Awaited<ReturnType<typeof startedByNpm>>): Promise<number> {
  const all = [...descendants(child.pid as number)];
  expect(all).toEqual(expect.arrayContaining([running.pid, running.workerPid, running.azuritePid]));
  const began = Date.now();
  child.kill('SIGTERM');
  await ended;
  const took = Date.now() - began;
  await waitFor('nothing to be left behind', () => !all.some(isAlive), 2_000);
  return took;
}

test('a SIGTERM to npm amid 50 files ends everything within ten seconds', async () => {
  const first = await startedByNpm();
  const pixels = Array.from({ length: 64 * 64 }, (_, at) => at);
  const names = Array.from({ length: files }, (_, at) => `${at}.dcm`);
  const put = (name: string, at: number) =>
    first.incoming
      .getBlockBlobClient(name)
      .uploadData(
        imageFile({ rows: 64, columns: 64, pixels: [...pixels.slice(at), ...pixels.slice(0, at)] }),
      );
  await Promise.all(names.map(put));
  await first.says(' done.');
  expect(await terminated(first)).toBeLessThan(patience);
});
