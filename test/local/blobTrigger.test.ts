import { setTimeout } from 'node:timers/promises';
import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import { QueueServiceClient } from '@azure/storage-queue';
import { RuntimeProcess } from '../support/runtimeProcess';
import { storageAccount } from '../support/storageAccount';
import { waitFor } from '../support/waitFor';

/** Blob triggers, with the host in a process of its own so that it can be killed. */

interface Note {
  readonly blob?: string;
  readonly text?: string;
  readonly eTag?: object;
  readonly path?: string;
  readonly metadata?: Record<string, string>;
  readonly done?: string;
}

/** A message that nobody renews comes back after five seconds. */
const longerThanALease = 7_000;

let connectionString: string;
let incoming: ContainerClient;
let queues: QueueServiceClient;
let runtime: RuntimeProcess;
let number = 0;

beforeAll(async () => {
  connectionString = await storageAccount();
}, 60_000);
beforeEach(async () => {
  number += 1;
  const container = `incoming-${number}`;
  const folder = () => runtime.folder;
  runtime = new RuntimeProcess({
    connectionString,
    environment: {
      FIXTURE_TRIGGERS: 'yes',
      FIXTURE_CONTAINER: container,
      FIXTURE_SCHEDULE: '0 0 0 1 1 *',
      get FIXTURE_GATE() {
        return folder().file('gate');
      },
    },
  });
  incoming = BlobServiceClient.fromConnectionString(connectionString).getContainerClient(container);
  queues = QueueServiceClient.fromConnectionString(connectionString);
  await incoming.create();
  await runtime.start();
}, 60_000);
afterEach(() => runtime.remove(), 60_000);
jest.setTimeout(120_000);

const notes = () => runtime.notes().map((line) => JSON.parse(line) as Note);
const runsOf = (name: string) => notes().filter(({ blob }) => blob === name);
const put = (name: string, text: string, metadata: Record<string, string> = {}) =>
  incoming.getBlockBlobClient(name).upload(text, Buffer.byteLength(text), { metadata });

test('1. a blob is handed over with its bytes, name and metadata, once, and with the ETag that .NET makes of it', async () => {
  await put('sub/a b.txt', 'content', { site: 'north' });
  await waitFor('the run', () => runsOf('sub/a b.txt').length > 0);
  await put('marker.txt', 'x');
  await waitFor('another blob to have come and gone', () =>
    notes().some(({ done }) => done === 'marker.txt'),
  );
  const runs = runsOf('sub/a b.txt');
  expect(runs).toHaveLength(1);
  expect(runs[0]).toMatchObject({
    text: 'content',
    eTag: {},
    path: `${incoming.containerName}/sub/a b.txt`,
    metadata: { site: 'north' },
  });
});

test('1. an app that does not use the bytes of blobs is handed none, and everything else', async () => {
  await runtime.kill();
  await runtime.start({ blobContents: false });
  await put('large.txt', 'content', { site: 'north' });
  await waitFor('the run', () => runsOf('large.txt').length > 0);
  expect(runsOf('large.txt')[0]).toMatchObject({
    text: '',
    eTag: {},
    metadata: { site: 'north' },
  });
});

test('1. a new ETag triggers again; a restart does not', async () => {
  await put('a.txt', 'one');
  await waitFor('the first version', () => runsOf('a.txt').length === 1);
  await put('a.txt', 'two');
  await waitFor('the second version', () => runsOf('a.txt').length === 2);
  await runtime.kill();
  await runtime.start();
  await put('after.txt', 'x');
  await waitFor('a blob after the restart', () => runsOf('after.txt').length === 1);
  expect(runsOf('a.txt').map(({ text }) => text)).toEqual(['one', 'two']);
});

test('1. a crash before the function completed delivers again', async () => {
  await put('slow.txt', 'x');
  await waitFor('the function to run', () => runsOf('slow.txt').length === 1);
  await runtime.kill();
  runtime.folder.touch('gate');
  await runtime.start();
  await waitFor('the function to complete', () => notes().some(({ done }) => done === 'slow.txt'));
  expect(runsOf('slow.txt').length).toBeGreaterThanOrEqual(2);
});

test('1. a crash of the process that runs the function delivers again', async () => {
  await put('crash.txt', 'x');
  await waitFor('the function to complete', () => notes().some(({ done }) => done === 'crash.txt'));
  expect(runsOf('crash.txt').length).toBeGreaterThanOrEqual(2);
});

test('host.json bounds how many run at once, and a long run is not delivered twice', async () => {
  const names = [1, 2, 3, 4, 5, 6].map((index) => `slow-${index}.txt`);
  await Promise.all(names.map((name) => put(name, 'x')));
  const begun = () => notes().filter(({ blob }) => blob?.startsWith('slow-')).length;
  await waitFor('four of them', () => begun() >= 4);
  await setTimeout(longerThanALease);
  expect(begun()).toBe(4);
  runtime.folder.touch('gate');
  await waitFor(
    'all of them',
    () => notes().filter(({ done }) => done?.startsWith('slow-')).length === names.length,
  );
  expect(begun()).toBe(names.length);
});

test('1. blobs that came while no host was there are found, all of them', async () => {
  await runtime.kill();
  const names = Array.from({ length: 120 }, (_, index) => `many/${index}.txt`);
  await Promise.all(names.map((name) => put(name, name)));
  await runtime.start();
  await waitFor(
    'all of them',
    () => notes().filter(({ done }) => done?.startsWith('many/')).length >= names.length,
  );
  expect(new Set(notes().map(({ done }) => done))).toEqual(expect.objectContaining(new Set(names)));
  for (const name of names) expect(runsOf(name)).toHaveLength(1);
});

test('2. after five tries a blob goes to the poison queue, in the words of the host', async () => {
  const poison = queues.getQueueClient('webjobs-blobtrigger-poison');
  const { etag = '' } = await put('poison.txt', 'x');
  const message = await waitFor('the poison message', async () => {
    if (!(await poison.exists())) return undefined;
    return (await poison.receiveMessages()).receivedMessageItems[0];
  });
  expect(runsOf('poison.txt')).toHaveLength(5);
  expect(JSON.parse(Buffer.from(message.messageText, 'base64').toString('utf8'))).toEqual({
    Type: 'BlobTrigger',
    FunctionId: 'Host.Functions.blobs',
    BlobType: 'BlockBlob',
    ContainerName: incoming.containerName,
    BlobName: 'poison.txt',
    ETag: `"${etag.replaceAll('"', '')}"`,
  });
  await put('after.txt', 'x');
  await waitFor('another blob', () => runsOf('after.txt').length === 1);
  expect(runsOf('poison.txt')).toHaveLength(5);
});
