import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Health } from '../../src/contract/routes/health';
import type { FunctionMetadata } from '../../src/local/worker/messages';
import { WorkerProcess } from '../../src/local/worker/workerProcess';
import { appFolder } from '../../src/places/places';
import { testSiteKey } from '../support/siteSecret';
import { storageAccount } from '../support/storageAccount';
import { TemporaryFolder } from '../support/temporaryFolder';

/** Stands before a storage account: it lets a request through, hangs up, or refuses it. */
let gate: Server;
let pass: (path: string) => 'through' | 'hang up' | 'refuse' = () => 'hang up';
let worker: WorkerProcess;
const folder = new TemporaryFolder();

async function gateTo(connectionString: string): Promise<string> {
  gate = createServer((asked, answer) => {
    const what = pass(asked.url ?? '');
    if (what === 'hang up') return void asked.socket.destroy();
    if (what === 'refuse') {
      asked.resume();
      return void answer.writeHead(403, { 'x-ms-error-code': 'AuthorizationPermissionMismatch' }).end();
    }
    const service = /^\/[^/]+\/(worklist|gate|patients|Tables)\b/.test(asked.url ?? '') ? 'Table' : 'Blob';
    const { port } = new URL(/(?:Blob)Endpoint=([^;]+)/.exec(connectionString)?.[1] as string);
    const tablePort = new URL(/TableEndpoint=([^;]+)/.exec(connectionString)?.[1] as string).port;
    const { method, url, headers } = asked;
    const forwarded = request(
      { host: '127.0.0.1', port: service === 'Table' ? tablePort : port, method, path: url, headers },
      (reply) => reply.pipe(answer.writeHead(reply.statusCode as number, reply.headers)),
    );
    asked.pipe(forwarded);
  });
  await new Promise<void>((listening) => gate.listen(0, '127.0.0.1', listening));
  const { port } = gate.address() as AddressInfo;
  return connectionString.replace(
    /(Blob|Table)Endpoint=http:\/\/[^/]+/g,
    `$1Endpoint=http://127.0.0.1:${port}`,
  );
}

async function health(): Promise<Health> {
  const target = worker.functions.find(({ name }) => name === 'health') as FunctionMetadata;
  const trigger = Object.entries(target.bindings).find(
    ([, { type }]) => type === 'httpTrigger',
  )?.[0] as string;
  const http = { method: 'GET', url: 'http://127.0.0.1/api/health', headers: {}, query: {}, params: {} };
  const { returnValue } = await worker.invoke(target, { [trigger]: { http } });
  const { bytes, string } = returnValue?.http?.body ?? {};
  return JSON.parse(string ?? Buffer.from(bytes as Uint8Array).toString()) as Health;
}

beforeAll(async () => {
  worker = await WorkerProcess.start({
    appDirectory: appFolder,
    main: 'dist/index.js',
    lock: folder.file('lock'),
    environment: {
      ...process.env,
      AzureWebJobsStorage: await gateTo(await storageAccount()),
      TRIAGE_SITE_KEY: Buffer.from(testSiteKey).toString('base64'),
      TRIAGE_MODELS: folder.path,
    },
    timeoutSeconds: 60,
    log: () => undefined,
    onRestart: () => undefined,
  });
});

afterAll(async () => {
  await worker?.stop();
  gate?.closeAllConnections();
  gate?.close();
  folder.remove();
});

test('with a storage that is down the app starts, has all functions, and health says so', async () => {
  expect(worker.functions.length).toBeGreaterThan(40);
  const { status, storage, storageFaults } = await health();
  expect({ status, storage }).toEqual({ status: 'unavailable', storage: 'unreachable' });
  expect(storageFaults).toContainEqual({ part: 'audit', why: 'unreachable' });
});

test('then with a role that is missing, health names the part and the role', async () => {
  pass = (url) => (/^\/[^/]+\/audit[/?]/.test(url) ? 'refuse' : 'through');
  const { storage, storageFaults } = await health();
  expect(storage).toBe('refused');
  expect(storageFaults).toContainEqual({
    part: 'audit',
    why: 'not-allowed',
    role: 'Storage Blob Data Contributor',
  });
});

test('then with everything there, the same process makes what is missing and is well', async () => {
  const { pid } = worker;
  pass = () => 'through';
  const { storage, storageFaults } = await health();
  expect({ storage, storageFaults }).toEqual({ storage: 'ok', storageFaults: [] });
  expect(worker.pid).toBe(pid);
});
