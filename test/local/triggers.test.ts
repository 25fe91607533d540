import { BlobServiceClient } from '@azure/storage-blob';
import { QueueServiceClient } from '@azure/storage-queue';
import { LocalRuntime } from '../support/localRuntime';
import { waitFor } from '../support/waitFor';

/** Queue and timer triggers, settings in bindings, and functions that are switched off. */

interface Note {
  readonly queued?: unknown;
  readonly dequeueCount?: number;
  readonly timer?: string;
  readonly isPastDue?: boolean;
  readonly next?: string;
}

const runtime = new LocalRuntime({
  environment: { FIXTURE_TRIGGERS: 'yes', FIXTURE_CONTAINER: 'any', FIXTURE_SCHEDULE: '* * * * * *' },
});
const notes = () => runtime.notes().map((line) => JSON.parse(line) as Note);
const queue = (name: string) =>
  QueueServiceClient.fromConnectionString(runtime.running.connectionString).getQueueClient(name);
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');

beforeAll(async () => {
  await runtime.start();
}, 60_000);
afterAll(() => runtime.remove(), 60_000);
jest.setTimeout(90_000);

describe('queue trigger', () => {
  test('takes messages of a queue that comes into being later, parsed where they are JSON', async () => {
    await queue('orders').create();
    await queue('orders').sendMessage(encoded({ order: 1 }));
    await queue('orders').sendMessage(Buffer.from('plain text').toString('base64'));
    await waitFor('both', () => notes().filter(({ queued }) => queued !== undefined).length >= 2);
    expect(notes().map(({ queued }) => queued)).toEqual(expect.arrayContaining([{ order: 1 }, 'plain text']));
    await waitFor('the queue to be empty', async () => {
      const { approximateMessagesCount } = await queue('orders').getProperties();
      return approximateMessagesCount === 0;
    });
  });

  test('a message that keeps failing is tried so often and then moved to the poison queue', async () => {
    const text = encoded({ order: 2, fail: true });
    await queue('orders').sendMessage(text);
    const poison = await waitFor('the poison message', async () => {
      if (!(await queue('orders-poison').exists())) return undefined;
      return (await queue('orders-poison').receiveMessages()).receivedMessageItems[0];
    });
    expect(poison.messageText).toBe(text);
    const tries = notes().filter(({ queued }) => (queued as { order?: number })?.order === 2);
    expect(tries.map(({ dequeueCount }) => dequeueCount)).toEqual([1, 2, 3]);
  });

  test('a message that is not base64 goes to the poison queue at once', async () => {
    await queue('orders').sendMessage('not base64!');
    const poison = await waitFor('the poison message', async () => {
      const { receivedMessageItems } = await queue('orders-poison').receiveMessages();
      return receivedMessageItems.find(({ messageText }) => messageText === 'not base64!');
    });
    expect(poison.dequeueCount).toBe(1);
  });
});

describe('timer trigger', () => {
  test('runs on its schedule, with the payload of the host', async () => {
    const runs = () => notes().filter(({ timer }) => timer === 'everySecond');
    await waitFor('two runs', () => runs().length >= 2);
    expect(runs()[0]).toMatchObject({
      isPastDue: false,
      next: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    });
  });

  test('runs at the start where it says so', () => {
    expect(notes().filter(({ timer }) => timer === 'atStart')).toHaveLength(1);
  });
});

describe('settings', () => {
  test('a setting that a binding refers to and nobody set stops the start, by name', async () => {
    const other = new LocalRuntime({ environment: { FIXTURE_TRIGGERS: 'yes', FIXTURE_CONTAINER: 'any' } });
    await expect(other.start({ connectionString: runtime.running.connectionString })).rejects.toThrow(
      'The trigger of the function everySecond refers to the setting %FIXTURE_SCHEDULE%, which is not set: set FIXTURE_SCHEDULE.',
    );
    await other.remove();
  });

  test('a function can be switched off', async () => {
    const other = new LocalRuntime({
      environment: {
        FIXTURE_TRIGGERS: 'yes',
        FIXTURE_CONTAINER: 'any',
        'AzureWebJobs.everySecond.Disabled': 'true',
        'AzureWebJobs.blobs.Disabled': 'true',
        'AzureWebJobs.queued.Disabled': '1',
        'AzureWebJobs.switchedOff.Disabled': 'true',
      },
    });
    await other.start({ connectionString: runtime.running.connectionString });
    expect((await fetch(`${other.url}/switched-off`)).status).toBe(404);
    expect((await fetch(`${runtime.url}/switched-off`)).status).toBe(200);
    await waitFor('the timer that is on', () => other.notes().length > 0);
    expect(other.notes()).toEqual(['{"timer":"atStart"}']);
    await other.remove();
  });

  test('receipts are kept where the real host keeps them', async () => {
    const blobs = BlobServiceClient.fromConnectionString(runtime.running.connectionString);
    await blobs.getContainerClient('any').createIfNotExists();
    await blobs.getContainerClient('any').getBlockBlobClient('a.txt').upload('x', 1);
    const receipt = await waitFor('the receipt', async () => {
      const prefix = 'blobreceipts/';
      const hosts = blobs.getContainerClient('azure-webjobs-hosts');
      for await (const { name, metadata } of hosts.listBlobsFlat({ prefix, includeMetadata: true })) {
        if (Object.values(metadata ?? {}).includes('true')) return name;
      }
      return undefined;
    });
    expect(receipt).toMatch(
      /^blobreceipts\/local-[0-9a-f]+\/Host\.Functions\.blobs\/"0x[0-9A-F]+"\/any\/a\.txt$/,
    );
  });
});
