import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { BlobServiceClient } from '@azure/storage-blob';
import { QueueServiceClient } from '@azure/storage-queue';
import sharp from 'sharp';
import { loopbackCertificate } from '../support/certificate';
import { accountWithTokens, storageAccount } from '../support/storageAccount';
import { TemporaryFolder } from '../support/temporaryFolder';

/**
 * The app with an account for data that a user-assigned identity opens, apart from the host's: Azurite with
 * HTTPS and access tokens, and an endpoint that hands out tokens as those of Azure do.
 */

const folder = new TemporaryFolder();
const asked: { url: URL; headers: IncomingHttpHeaders }[] = [];

/** Azurite looks at a token's issuer, audience and times, and not at its signature. */
function token(): string {
  const seconds = Math.floor(Date.now() / 1000);
  const claims = {
    ...{ aud: 'https://storage.azure.com', iss: 'https://sts.windows.net/tenant/' },
    ...{ iat: seconds - 60, nbf: seconds - 60, exp: seconds + 3600, oid: 'identity', ver: '1.0' },
  };
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.c2lnbmF0dXJl`;
}

const tokens = createServer((request, response) => {
  asked.push({ url: new URL(request.url ?? '', 'http://tokens'), headers: request.headers });
  const seconds = Math.floor(Date.now() / 1000) + 3600;
  response.setHeader('content-type', 'application/json');
  response.end(
    JSON.stringify({
      access_token: token(),
      token_type: 'Bearer',
      resource: 'https://storage.azure.com',
      expires_on: String(seconds),
      expires_in: 3600,
    }),
  );
});

afterAll(() => {
  tokens.close();
  folder.remove();
});

test('its identity opens the account for data; triggers follow it, and nothing of it lies in the host’s', async () => {
  const { cert, key } = loopbackCertificate();
  writeFileSync(folder.file('cert.pem'), cert);
  writeFileSync(folder.file('key.pem'), key);
  writeFileSync(folder.file('a.png'), await sharp({ create: picture }).png().toBuffer());
  const data = await accountWithTokens({ cert: folder.file('cert.pem'), key: folder.file('key.pem') });
  await once(tokens.listen(0, '127.0.0.1'), 'listening');
  const endpoint = `http://127.0.0.1:${(tokens.address() as AddressInfo).port}`;
  const connectionString = await storageAccount();
  const options = {
    dataDirectory: folder.file('data'),
    connectionString,
    file: folder.file('a.png'),
    environment: {
      TRIAGE_STORAGE__blobServiceUri: data.blobUrl,
      TRIAGE_STORAGE__queueServiceUri: data.queueUrl,
      TRIAGE_STORAGE__tableServiceUri: data.tableUrl,
      TRIAGE_STORAGE__credential: 'managedidentity',
      TRIAGE_STORAGE__clientId: 'client-of-the-identity',
      TRIAGE_SITE_KEY: Buffer.alloc(32, 1).toString('base64'),
      TRIAGE_BLOB_SOURCE: 'LogsAndContainerScan',
      TRIAGE_MODELS: folder.file('no-models'),
    },
  };
  const child = fork(path.join(__dirname, 'appByIdentity.js'), [JSON.stringify(options)], {
    env: {
      ...process.env,
      NODE_EXTRA_CA_CERTS: folder.file('cert.pem'),
      IDENTITY_ENDPOINT: `${endpoint}/msi/token`,
      IDENTITY_HEADER: 'secret of the platform',
    },
  });
  const [found] = (await once(child, 'message')) as [Record<string, unknown>];

  expect(found).toMatchObject({ outcome: 'not-analysed', storage: 'ok', queue: true });
  expect(found.containers).toEqual(expect.arrayContaining(['arrivals', 'identity', 'incoming', 'results']));
  const [first, last] = [asked[0], asked.at(-1)];
  expect(first?.headers['x-identity-header']).toBe('secret of the platform');
  expect(Object.fromEntries(first?.url.searchParams ?? [])).toMatchObject({
    resource: 'https://storage.azure.com',
    client_id: 'client-of-the-identity',
  });
  expect(last?.url.searchParams.get('mi_res_id')).toBe('/subscriptions/s/identity');

  const blobs = BlobServiceClient.fromConnectionString(connectionString);
  const queues = QueueServiceClient.fromConnectionString(connectionString);
  expect(await namesOf(blobs.listContainers())).toEqual([]);
  expect(await namesOf(queues.listQueues())).toEqual([]);
});

const picture = { width: 300, height: 300, channels: 3, background: 'grey' } as const;

async function namesOf(listed: AsyncIterable<{ name: string }>): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of listed) names.push(name);
  return names;
}
