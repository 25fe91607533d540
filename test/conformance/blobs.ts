import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import { QueueServiceClient } from '@azure/storage-queue';
import { storageAccount } from '../support/storageAccount';
import { waitFor as waitUpTo } from '../support/waitFor';
import { type KillableEngine, longTest } from './engine';

/** What a blob-triggered function of the fixture app wrote about itself. */
interface Note {
  readonly blob?: string;
  readonly text?: string;
  readonly eTag?: object;
  readonly path?: string;
  readonly metadata?: Record<string, string>;
  readonly done?: string;
}

/** How an engine is made that watches a container. */
export type EngineOn = (connectionString: string, environment: Record<string, string>) => KillableEngine;

/** One container and one engine for each test, with what tests ask about them. */
export class BlobTriggerTest {
  #connectionString: string | undefined;
  #number = 0;
  runtime!: KillableEngine;
  incoming!: ContainerClient;
  queues!: QueueServiceClient;

  constructor(
    private readonly engineOn: EngineOn,
    /** How long the engine may take for what tests wait for, in milliseconds. */
    readonly patience = 60_000,
    /** And until it hands over again a blob that a killed host had taken. */
    readonly redelivery = 60_000,
  ) {}

  async begin(): Promise<void> {
    this.#connectionString ??= await storageAccount();
    this.#number += 1;
    const container = `incoming-${this.#number}`;
    const gate = () => this.runtime.folder.file('gate');
    this.runtime = this.engineOn(this.#connectionString, {
      FIXTURE_TRIGGERS: 'yes',
      FIXTURE_CONTAINER: container,
      FIXTURE_SCHEDULE: '0 0 0 1 1 *',
      get FIXTURE_GATE() {
        return gate();
      },
    });
    this.incoming = BlobServiceClient.fromConnectionString(this.#connectionString).getContainerClient(
      container,
    );
    this.queues = QueueServiceClient.fromConnectionString(this.#connectionString);
    await this.incoming.create();
    await this.runtime.start();
  }

  notes(): Note[] {
    return this.runtime.notes().map((line) => JSON.parse(line) as Note);
  }

  runsOf(name: string): Note[] {
    return this.notes().filter(({ blob }) => blob === name);
  }

  put(name: string, text: string, metadata: Record<string, string> = {}) {
    return this.incoming.getBlockBlobClient(name).upload(text, Buffer.byteLength(text), { metadata });
  }
}

/** Blob triggers, with the host in a process of its own so that it can be killed. */
export function blobs(on: BlobTriggerTest): void {
  const notes = () => on.notes();
  const runsOf = (name: string) => on.runsOf(name);
  const put = (name: string, text: string, metadata?: Record<string, string>) => on.put(name, text, metadata);

  beforeEach(() => on.begin(), 90_000);
  afterEach(() => on.runtime.remove(), 60_000);
  jest.setTimeout(4 * on.patience + on.redelivery);
  const waitFor = <T>(what: string, ask: () => T | Promise<T>) => waitUpTo(what, ask, on.patience);

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
      path: `${on.incoming.containerName}/sub/a b.txt`,
      metadata: { site: 'north' },
    });
  });

  longTest('1. a new ETag triggers again; a restart does not', async () => {
    await put('a.txt', 'one');
    await waitFor('the first version', () => runsOf('a.txt').length === 1);
    await put('a.txt', 'two');
    await waitFor('the second version', () => runsOf('a.txt').length === 2);
    await on.runtime.kill();
    await on.runtime.start();
    await put('after.txt', 'x');
    await waitFor('a blob after the restart', () => runsOf('after.txt').length === 1);
    expect(runsOf('a.txt').map(({ text }) => text)).toEqual(['one', 'two']);
  });

  longTest('1. blobs that came while no host was there are found, all of them', async () => {
    await on.runtime.kill();
    const names = Array.from({ length: 120 }, (_, index) => `many/${index}.txt`);
    await Promise.all(names.map((name) => put(name, name)));
    await on.runtime.start();
    await waitFor(
      'all of them',
      () => notes().filter(({ done }) => done?.startsWith('many/')).length >= names.length,
    );
    expect(new Set(notes().map(({ done }) => done))).toEqual(expect.objectContaining(new Set(names)));
    for (const name of names) expect(runsOf(name)).toHaveLength(1);
  });

  longTest('1. a crash before the function completed delivers again', async () => {
    await put('slow.txt', 'x');
    await waitFor('the function to run', () => runsOf('slow.txt').length === 1);
    await on.runtime.kill();
    on.runtime.folder.touch('gate');
    await on.runtime.start();
    const isDone = () => notes().some(({ done }) => done === 'slow.txt');
    await waitUpTo('the function to complete', isDone, on.redelivery);
    expect(runsOf('slow.txt').length).toBeGreaterThanOrEqual(2);
  });

  test('1. a crash of the process that runs the function delivers again', async () => {
    await put('crash.txt', 'x');
    await waitFor('the function to complete', () => notes().some(({ done }) => done === 'crash.txt'));
    expect(runsOf('crash.txt').length).toBeGreaterThanOrEqual(2);
  });

  test('2. after five tries a blob goes to the poison queue, in the words of the host', async () => {
    const poison = on.queues.getQueueClient('webjobs-blobtrigger-poison');
    const { etag = '' } = await put('poison.txt', 'x');
    const message = await waitFor('the poison message', async () => {
      if (!(await poison.exists())) return undefined;
      return (await poison.receiveMessages()).receivedMessageItems[0];
    });
    expect(JSON.parse(Buffer.from(message.messageText, 'base64').toString('utf8'))).toEqual({
      Type: 'BlobTrigger',
      FunctionId: 'Host.Functions.blobs',
      BlobType: 'BlockBlob',
      ContainerName: on.incoming.containerName,
      BlobName: 'poison.txt',
      ETag: `"${etag.replaceAll('"', '')}"`,
    });
    expect(runsOf('poison.txt')).toHaveLength(5);
    await put('after.txt', 'x');
    await waitFor('another blob', () => runsOf('after.txt').length === 1);
    expect(runsOf('poison.txt')).toHaveLength(5);
  });
}
