import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connectStorage } from '../../../src/storage/connect';
import { containers } from '../../../src/storage/containers';
import { openStore, type Store } from '../../../src/storage/store';
import { testSiteKey } from '../../support/siteSecret';
import { storageAccount } from '../../support/storageAccount';

function open(connectionString: string): Store {
  return openStore({
    storage: { kind: 'connection-string', connectionString },
    incomingContainer: 'incoming',
    siteKey: testSiteKey,
  });
}

const partNames = ['incoming', ...Object.values(containers), 'worklist', 'gate', 'patients'].sort();

test('a new account lacks everything; once it is prepared it has no fault, and nothing was left in it', async () => {
  const connectionString = await storageAccount();
  const store = open(connectionString);
  const faults = await store.faults();
  expect(faults.map(({ part }) => part).sort()).toEqual(partNames);
  expect(new Set(faults.map(({ why }) => why))).toEqual(new Set(['missing']));

  await store.prepare();
  expect(await store.faults()).toEqual([]);
  const { blobs } = connectStorage({ kind: 'connection-string', connectionString });
  const left: string[] = [];
  for (const container of Object.values(containers))
    for await (const { name } of blobs.getContainerClient(container).listBlobsFlat())
      left.push(`${container}/${name}`);
  // The mark of the site.
  expect(left).toEqual(['identity/site.json']);
});

test('the container that is gone is named', async () => {
  const connectionString = await storageAccount();
  const store = open(connectionString);
  await store.prepare();
  const { blobs } = connectStorage({ kind: 'connection-string', connectionString });
  await blobs.getContainerClient('audit').delete();
  expect(await store.faults()).toEqual([{ part: 'audit', why: 'missing' }]);
});

describe('a storage that refuses', () => {
  let server: Server;
  /** How it answers a request for this path. */
  let answer: (path: string, method?: string) => { status: number; code: string };

  beforeEach(async () => {
    server = createServer((request, response) => {
      request.resume();
      const { status, code } = answer(request.url ?? '', request.method);
      response.writeHead(status, { 'x-ms-error-code': code }).end();
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  });
  afterEach(() => server.close());

  const connected = () => {
    const { port } = server.address() as AddressInfo;
    const at = (service: string) => `${service}=http://127.0.0.1:${port}/account`;
    return open(
      `DefaultEndpointsProtocol=http;AccountName=account;AccountKey=${Buffer.alloc(64).toString('base64')};${at('BlobEndpoint')};${at('TableEndpoint')}`,
    );
  };
  const fine = { status: 404, code: 'BlobNotFound' };
  const forbidden = { status: 403, code: 'AuthorizationPermissionMismatch' };

  test('one container: the role at that one is missing', async () => {
    answer = (path) => (path.startsWith('/account/audit/') ? forbidden : fine);
    expect(await connected().faults()).toEqual([
      { part: 'audit', why: 'not-allowed', role: 'Storage Blob Data Contributor' },
    ]);
  });

  test('to write what the app only reads: that is as it should be', async () => {
    answer = (path, method) =>
      method === 'PUT' && /^\/account\/(incoming|models)\//.test(path) ? forbidden : fine;
    expect(await connected().faults()).toEqual([]);
    answer = (path) => (path.startsWith('/account/models/') ? forbidden : fine);
    expect(await connected().faults()).toEqual([
      { part: 'models', why: 'not-allowed', role: 'Storage Blob Data Reader' },
    ]);
  });

  test('the table: the role for tables is missing', async () => {
    answer = (path) => (path.startsWith('/account/worklist') ? forbidden : fine);
    expect(await connected().faults()).toEqual([
      { part: 'worklist', why: 'not-allowed', role: 'Storage Table Data Contributor' },
    ]);
  });

  test('and is mended is used again without a new start', async () => {
    answer = () => forbidden;
    const store = connected();
    expect(await store.faults()).toHaveLength(partNames.length);
    answer = () => fine;
    expect(await store.faults()).toEqual([]);
  });
});

test('a storage that is down is said to be, within seconds', async () => {
  // A port that nobody listens on: the server is closed before it is asked.
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  const key = Buffer.alloc(64).toString('base64');
  const store = open(
    `DefaultEndpointsProtocol=http;AccountName=a;AccountKey=${key};BlobEndpoint=http://127.0.0.1:${port}/a;TableEndpoint=http://127.0.0.1:${port}/a`,
  );
  const faults = await store.faults();
  expect(faults.map(({ part }) => part).sort()).toEqual(partNames);
  expect(new Set(faults.map(({ why }) => why))).toEqual(new Set(['unreachable']));
});
