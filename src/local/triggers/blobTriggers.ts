import type { BlobClient, BlobGetPropertiesResponse } from '@azure/storage-blob';
import { asError, RuntimeStartError, RuntimeStoppingError, WorkerLostError } from '../errors';
import type { AppFunction } from '../functionCatalogue';
import type { Storage } from '../storage';
import type { TypedData } from '../worker/messages';
import { type BlobHandling, BlobLine, type FoundBlob } from './blobLine';
import { type BlobPattern, parseBlobPattern } from './blobPattern';
import type { BlobReceipts } from './blobReceipts';
import { BlobScanner, quoted } from './blobScanner';
import type { TriggerContext } from './queueTriggers';

interface BlobFunction {
  readonly target: AppFunction;
  readonly pattern: BlobPattern;
  readonly storage: Storage;
}

/** In the account of the blob, as in the real host. */
const poisonQueue = 'webjobs-blobtrigger-poison';

/** `maxDegreeOfParallelism` is for the memory that the bytes of blobs take. */
const atOnceWithoutBytes = 250;

/** The two parts of blob triggers: one finds blobs, the other runs the functions on them. */
export interface BlobTriggers {
  readonly scanner: BlobScanner;
  readonly line: BlobLine;
  /** Whether more blobs were found than functions can be working on. */
  readonly lags: () => boolean;
}

/** Prepares the blob-triggered functions; undefined if the app has none. */
export async function blobTriggers(
  context: TriggerContext,
  receipts: BlobReceipts,
): Promise<BlobTriggers | undefined> {
  const { connections, settings, log, watchWrites } = context;
  const functions = new Map<string, BlobFunction>();
  for (const target of context.catalogue.of('blob'))
    functions.set(`Host.Functions.${target.name}`, {
      target,
      pattern: patternOf(target),
      storage: await connections.of(target),
    });
  if (functions.size === 0) return undefined;
  const line = new BlobLine(new BlobHandler(context, functions, receipts), log);
  const watched = [...functions].map(([functionId, { pattern, storage }]) => ({
    functionId,
    pattern,
    blobs: storage.blobs.getContainerClient(pattern.container),
  }));
  const isTold =
    watchWrites !== undefined && [...functions.values()].every(({ storage }) => storage === connections.own);
  const scanner = new BlobScanner(watched, receipts, line, log, isTold);
  watchWrites?.(
    watched.map(({ pattern }) => pattern.container),
    (container, name) => {
      for (const { functionId, pattern } of watched)
        if (pattern.container === container && pattern.match(name) !== undefined)
          line.add({ functionId, container, name });
    },
  );
  return { line, scanner, lags: () => line.length > settings.blobs.maxDegreeOfParallelism };
}

/** Runs a function on the current version of a blob: an earlier one is gone. */
class BlobHandler implements BlobHandling<FoundVersion> {
  readonly #failures = new Map<string, number>();
  readonly #lost = new Set<string>();

  constructor(
    private readonly context: TriggerContext,
    private readonly functions: ReadonlyMap<string, BlobFunction>,
    private readonly receipts: BlobReceipts,
  ) {}

  atOnce(): number {
    const { blobContents, settings } = this.context;
    // One of those that ran when the app's process died may be the cause: few others should be there the next time.
    const few = blobContents || this.#lost.size > 0;
    return few ? settings.blobs.maxDegreeOfParallelism : atOnceWithoutBytes;
  }

  async read({ functionId, container, name }: FoundBlob): Promise<FoundVersion | undefined> {
    const { storage } = this.#function(functionId);
    const containerClient = storage.blobs.getContainerClient(container);
    const client = containerClient.getBlobClient(name);
    const version = await (this.context.blobContents ? download(client) : describe(client));
    if (version === undefined) return undefined;
    const etag = quoted(version.properties.etag ?? '');
    const id = this.receipts.idOf({ functionId, url: containerClient.url, name, etag });
    return { ...version, id, etag, url: client.url };
  }

  async run(blob: FoundBlob, version: FoundVersion): Promise<boolean> {
    if (this.receipts.has(version.id)) return true;
    const { log, settings } = this.context;
    const { target, storage } = this.#function(blob.functionId);
    try {
      await this.#invoke(blob, version);
    } catch (thrown) {
      if (thrown instanceof RuntimeStoppingError) throw thrown;
      const { message } = asError(thrown);
      const tried = (this.#failures.get(version.id) ?? 0) + 1;
      this.#failures.set(version.id, tried);
      if (thrown instanceof WorkerLostError) this.#lost.add(version.id);
      const most = settings.blobs.poisonBlobThreshold;
      const about = { source: 'app', functionName: target.name } as const;
      log('error', `${message} (try ${tried} of ${most})`, about);
      if (tried < most) return false;
      await this.#giveUp(blob, version, storage);
      log('error', `A blob of ${target.name} is given up, and noted in ${poisonQueue}: ${message}`);
    }
    this.receipts.add(version.id, blob.functionId);
    this.#failures.delete(version.id);
    this.#lost.delete(version.id);
    return true;
  }

  async #invoke({ functionId, container, name }: FoundBlob, version: FoundVersion): Promise<void> {
    const { worker, clients } = this.context;
    const { target, pattern } = this.#function(functionId);
    const { bytes, properties, url } = version;
    const parameters = Object.entries(pattern.match(name) ?? {});
    const about: Record<string, TypedData> = {
      ...Object.fromEntries(parameters.map(([parameter, value]) => [parameter, { string: value }])),
      BlobTrigger: { string: `${container}/${name}` },
      Uri: { string: url },
      Properties: { json: JSON.stringify(propertiesForTrigger(properties)) },
      Metadata: { json: JSON.stringify(properties.metadata ?? {}) },
    };
    const inputs = { [target.triggerName]: { bytes }, ...clients.inputs(target) };
    await worker.invoke(target.metadata, inputs, about);
  }

  /** Says so in the real host's words. */
  async #giveUp(blob: FoundBlob, { etag, properties }: FoundVersion, { queues }: Storage): Promise<void> {
    const message = {
      Type: 'BlobTrigger',
      FunctionId: blob.functionId,
      BlobType: properties.blobType ?? 'BlockBlob',
      ContainerName: blob.container,
      BlobName: blob.name,
      ETag: etag,
    };
    const queue = queues.getQueueClient(poisonQueue);
    await queue.createIfNotExists();
    await queue.sendMessage(Buffer.from(JSON.stringify(message)).toString('base64'));
  }

  #function(functionId: string): BlobFunction {
    return this.functions.get(functionId) as BlobFunction;
  }
}

function patternOf(target: AppFunction): BlobPattern {
  try {
    return parseBlobPattern(String(target.trigger.path));
  } catch (error) {
    throw new RuntimeStartError(`The path of the blob trigger ${target.name}: ${asError(error).message}.`);
  }
}

type BlobProperties = Pick<
  BlobGetPropertiesResponse,
  'etag' | 'contentLength' | 'contentType' | 'lastModified' | 'createdOn' | 'blobType' | 'metadata'
>;

interface Version {
  readonly bytes: Buffer;
  readonly properties: BlobProperties;
}

interface FoundVersion extends Version {
  /** Of its receipt. */
  readonly id: string;
  readonly etag: string;
  readonly url: string;
}

function download(client: BlobClient): Promise<Version | undefined> {
  return ifThere(async () => {
    const properties = await client.download();
    const chunks: Buffer[] = [];
    for await (const chunk of properties.readableStreamBody ?? []) chunks.push(Buffer.from(chunk));
    return { bytes: Buffer.concat(chunks), properties };
  });
}

/** Without its bytes. */
function describe(client: BlobClient): Promise<Version | undefined> {
  return ifThere(async () => ({ bytes: Buffer.alloc(0), properties: await client.getProperties() }));
}

async function ifThere(read: () => Promise<Version>): Promise<Version | undefined> {
  try {
    return await read();
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode === 404) return undefined;
    throw error;
  }
}

/**
 * As the real host serialises them (Newtonsoft.Json on Azure.Storage.Blobs): enumerations are numbers, and the
 * ETag, a struct without public properties, is an empty object.
 */
function propertiesForTrigger(properties: BlobProperties): Record<string, unknown> {
  return {
    LastModified: dotNetTime(properties.lastModified),
    CreatedOn: dotNetTime(properties.createdOn),
    Metadata: properties.metadata ?? {},
    BlobType: ['BlockBlob', 'PageBlob', 'AppendBlob'].indexOf(properties.blobType ?? 'BlockBlob'),
    ContentLength: properties.contentLength,
    ContentType: properties.contentType,
    ETag: {},
  };
}

function dotNetTime(time: Date | undefined): string {
  return time === undefined
    ? '0001-01-01T00:00:00+00:00'
    : time.toISOString().replace(/(\.000)?Z$/, '+00:00');
}
