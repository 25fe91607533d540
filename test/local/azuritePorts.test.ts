import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AzuritePorts, startAzurite } from '../../src/local/azurite/startAzurite';
import { randomAccount } from '../../src/local/azurite/storageAccount';
import { RuntimeStartError } from '../../src/local/errors';

const folder = mkdtempSync(join(tmpdir(), 'ports-'));
afterAll(() => rmSync(folder, { recursive: true }));

function start(name: string, ports: AzuritePorts) {
  return startAzurite(join(folder, `${name}.lock`), join(folder, name), randomAccount(), ports, () => {});
}

/** A server on a free port. */
async function occupied(): Promise<{ port: number; free: () => Promise<void> }> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    free: () => new Promise((done) => server.close(() => done())),
  };
}

test('Azurite listens on the port that it is given', async () => {
  const { port, free } = await occupied();
  await free();
  const azurite = await start('given', { blob: port });
  expect(azurite.connectionString).toContain(`BlobEndpoint=http://127.0.0.1:${port}/`);
  await azurite.stop();
});

test('a port that is taken is named, with what to do', async () => {
  const { port, free } = await occupied();
  const failure = await start('taken', { blob: port }).catch((error: unknown) => error);
  await free();
  expect(failure).toBeInstanceOf(RuntimeStartError);
  expect((failure as Error).message).toBe(
    `Port ${port}, needed for storage, is in use by another program: stop that program, or choose other ports for storage.`,
  );
});
