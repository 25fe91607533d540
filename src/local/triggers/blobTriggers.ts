import type { BlobClient, BlobGetPropertiesResponse } from '@azure/storage-blob';
import { asError, RuntimeStartError, RuntimeStoppingError, WorkerLostError } from '../errors';
import type { AppFunction } from '../functionCatalogue';
import type { Storage } from '../storage';
import type { TypedData } from '../worker/messages';
import { type BlobHandling, BlobLine, type FoundBlob } from './blobLine';
import { type BlobPattern, parseBlobPattern } from './blobPattern';
import type { BlobReceipts } from './blobReceipts';
import { BlobScanner } from './blobScanner';
import type { TriggerContext } from './queueTriggers';

interface BlobFunction {
  readonly target: AppFunction;
  readonly pattern: BlobPattern;
  readonly storage: Storage;
}

/** In the account of the blob, as in the real host. */
const poisonQueue = 'webjobs-blobtrigger-poison';

/**
 * `maxDegreeOfParallelism` is for the memory that the bytes of blobs take. Without them the app is told of nearly all
 * that there is, since it alone can see what is urgent.
 */
const atOnceWithoutBytes = 2_000;

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
    (blob) => {
      for (const { functionId, pattern } of watched)
        if (pattern.container === blob.container && pattern.match(blob.name) !== undefined)
          line.add({ functionId, ...blob });
    },
  );
  return { line, scanner, lags: () => line.length > settings.blobs.maxDegreeOfParallelism };
}

/** Runs functions on blobs. */
class BlobHandler implements BlobHandling {
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

  async run(blob: FoundBlob): Promise<boolean> {
    const { log, settings, blobContents } = this.context;
    const { target, storage } = this.#function(blob.functionId);
    const container = storage.blobs.getContainerClient(blob.container);
    const id = this.receipts.idOf(blob, container.url);
    if (this.receipts.has(id)) return true;
    const client = container.getBlobClient(blob.name);
    const version = blobContents ? await download(client, blob.etag) : { bytes: Buffer.alloc(0) };
    try {
      if (version !== undefined) await this.#invoke(blob, client.url, version);
    } catch (thrown) {
      if (thrown instanceof RuntimeStoppingError) throw thrown;
      const { message } = asError(thrown);
      const tried = (this.#failures.get(id) ?? 0) + 1;
      this.#failures.set(id, tried);
      if (thrown instanceof WorkerLostError) this.#lost.add(id);
      const most = settings.blobs.poisonBlobThreshold;
      const about = { source: 'app', functionName: target.name } as const;
      log('error', `${message} (try ${tried} of ${most})`, about);
      if (tried < most) return false;
      await this.#giveUp(blob, storage);
      log('error', `A blob of ${target.name} is given up, and noted in ${poisonQueue}: ${message}`);
    }
    this.receipts.add(id, blob.functionId);
    this.#failures.delete(id);
    this.#lost.delete(id);
    return true;
  }

  async #invoke({ functionId, container, name }: FoundBlob, url: string, version: Version): Promise<void> {
    const { worker, clients } = this.context;
    const { target, pattern } = this.#function(functionId);
    const { bytes, properties } = version;
    const parameters = Object.entries(pattern.match(name) ?? {});
    const about: Record<string, TypedData> = {
      ...Object.fromEntries(parameters.map(([parameter, value]) => [parameter, { string: value }])),
      BlobTrigger: { string: `${container}/${name}` },
      Uri: { string: url },
      ...(properties && {
        Properties: { json: JSON.stringify(propertiesForTrigger(properties)) },
        Metadata: { json: JSON.stringify(properties.metadata ?? {}) },
      }),
    };
    const inputs = { [target.triggerName]: { bytes }, ...clients.inputs(target) };
    await worker.invoke(target.metadata, inputs, about);
  }

  /** Says so in the real host's words. */
  async #giveUp(blob: FoundBlob, { queues }: Storage): Promise<void> {
    const message = {
      Type: 'BlobTrigger',
      FunctionId: blob.functionId,
      BlobType: 'BlockBlob',
      ContainerName: blob.container,
      BlobName: blob.name,
      ETag: blob.etag,
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
  /** Absent if there are no bytes either. */
  readonly properties?: BlobProperties;
}

/** Undefined if that version is gone or has changed since; a changed version is found by itself. */
async function download(client: BlobClient, ifMatch: string): Promise<Version | undefined> {
  try {
    const properties = await client.download(0, undefined, { conditions: { ifMatch } });
    const chunks: Buffer[] = [];
    for await (const chunk of properties.readableStreamBody ?? []) chunks.push(Buffer.from(chunk));
    return { bytes: Buffer.concat(chunks), properties };
  } catch (error) {
    const { statusCode } = error as { statusCode?: number };
    if (statusCode === 404 || statusCode === 412) return undefined;
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
