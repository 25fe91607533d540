import { readdirSync, statSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import { BlobServiceClient, StorageSharedKeyCredential } from '@azure/storage-blob';
import { LocalRuntime } from '../support/localRuntime';

/** What anybody else gets: another user, and a page whose name was made to point to this machine (DNS rebinding). */

const runtime = new LocalRuntime({}, 'own');
/** The account and key that every Azurite has unless it is told otherwise. */
const published = {
  name: 'devstoreaccount1',
  key: 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==',
};
beforeAll(() => runtime.start(), 60_000);
afterAll(() => runtime.remove(), 60_000);

function statusAs(host: string, url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .once('error', reject)
      .end();
  });
}

test.each(['evil.example', 'evil.example:7071', '127.0.0.1.nip.io', 'localhost.evil.example', '192.0.2.7'])(
  'HTTP does not answer as %s',
  async (host) => {
    expect(await statusAs(host, runtime.url)).toBe(421);
  },
);

test.each(['127.0.0.1', 'localhost:7071', '[::1]:1', 'LOCALHOST'])('it does as %s', async (host) => {
  expect(await statusAs(host, runtime.url)).toBe(200);
});

test('the published account opens no storage, under whatever name it is asked', async () => {
  const { connectionString } = runtime.running;
  const blobs = /BlobEndpoint=(http:\/\/[^/]+)\//.exec(connectionString)?.[1] as string;
  const own = BlobServiceClient.fromConnectionString(connectionString);
  await own.createContainer('secret');
  for (const [name, statusCode] of [
    [published.name, 404],
    [own.accountName, 403],
  ] as const) {
    const credential = new StorageSharedKeyCredential(name, published.key);
    const client = new BlobServiceClient(`${blobs}/${name}`, credential, { retryOptions: { maxTries: 1 } });
    await expect(client.listContainers().next()).rejects.toMatchObject({ statusCode });
  }
  expect(connectionString).not.toContain(published.key);
  expect(await own.getContainerClient('secret').exists()).toBe(true);
});

test('what a runtime writes is for its own user alone', () => {
  const data = runtime.folder.file('data');
  const open = readdirSync(data, { recursive: true, encoding: 'utf8' }).filter(
    (name) => (statSync(path.join(data, name)).mode & 0o077) !== 0,
  );
  expect(open).toEqual([]);
});

test('what is logged does not name the key', () => {
  const key = /AccountKey=([^;]+)/.exec(runtime.running.connectionString)?.[1] as string;
  expect(JSON.stringify(runtime.log)).not.toContain(key);
});
