import { setTimeout } from 'node:timers/promises';
import type { BlobClient, BlobGetPropertiesResponse } from '@azure/storage-blob';
import { asError, RuntimeStartError } from '../errors';
import type { AppFunction } from '../functionCatalogue';
import type { Storage } from '../storage';
import type { TypedData } from '../worker/messages';
import { type BlobPattern, parseBlobPattern } from './blobPattern';
import { BlobReceipts, type BlobVersion } from './blobReceipts';
import { BlobScanner } from './blobScanner';
import { QueueListener } from './queueListener';
import type { TriggerContext } from './queueTriggers';

/**
 * The message that the real host puts into its queue about a blob, and into the poison queue when it gives
 * up.
 */
interface BlobMessage {
  readonly Type: 'BlobTrigger';
  readonly FunctionId: string;
  readonly BlobType: string;
  readonly ContainerName: string;
  readonly BlobName: string;
  readonly ETag: string;
}

interface BlobFunction {
  readonly target: AppFunction;
  readonly pattern: BlobPattern;
  /** Where its blobs lie. Receipts, and the queue, are the host's own. */
  readonly storage: Storage;
}

/**
 * A queue of Azurite gets slower with every message in it, so the scanner runs ahead no further than this.
 */
const longestBacklog = 200;
const restMilliseconds = 50;
/** In the account of the blob, as in the real host. */
const poisonQueue = 'webjobs-blobtrigger-poison';

/** The two parts of blob triggers: one finds blobs, the other runs the functions on them. */
export interface BlobTriggers {
  readonly scanner: BlobScanner;
  readonly listener: QueueListener;
  /** Whether blobs were found that nobody has received yet. */
  readonly lags: () => boolean;
}

/** Prepares the blob-triggered functions; undefined if the app has none. */
export async function blobTriggers(
  context: TriggerContext,
  hostId: string,
): Promise<BlobTriggers | undefined> {
  const { connections } = context;
  const functions = new Map<string, BlobFunction>();
  for (const target of context.catalogue.of('blob')) {
    const pattern = patternOf(target);
    functions.set(`Host.Functions.${target.name}`, {
      target,
      pattern,
      storage: await connections.of(target),
    });
  }
  if (functions.size === 0) return undefined;
  const { maxDegreeOfParallelism, poisonBlobThreshold } = context.settings.blobs;
  const { blobs, queues } = connections.own;
  const queue = queues.getQueueClient(`azure-webjobs-blobtrigger-${hostId}`);
  await queue.createIfNotExists();
  /** Messages sent but not yet received; those of an earlier host are not counted. */
  let backlog = 0;
  const listener = new QueueListener({
    queue,
    poisonQueueOf: (message) =>
      (functions.get(parsed(message).FunctionId)?.storage.queues ?? queues).getQueueClient(poisonQueue),
    wanted: (handling) => maxDegreeOfParallelism - handling,
    maxDequeueCount: poisonBlobThreshold,
    retryAfterSeconds: 0,
    handle: async (received) => {
      if (received.dequeueCount === 1) backlog -= 1;
      const message = parsed(received);
      const found = functions.get(message.FunctionId);
      if (found !== undefined) await call(context, found, message, received.dequeueCount);
    },
    log: context.log,
  });
  const handOn = async (version: BlobVersion, blobType: string, signal: AbortSignal) => {
    while (backlog >= longestBacklog) await setTimeout(restMilliseconds, undefined, { signal });
    backlog = Math.max(backlog, 0) + 1;
    const message = Buffer.from(JSON.stringify(blobMessage(version, blobType))).toString('base64');
    try {
      await queue.sendMessage(message);
    } catch (error) {
      backlog -= 1;
      throw error;
    }
    listener.poke();
  };
  const receipts = await BlobReceipts.open(blobs.getContainerClient('azure-webjobs-hosts'), hostId);
  const watched = [...functions].map(([functionId, { pattern, storage }]) => ({
    functionId,
    pattern,
    blobs: storage.blobs.getContainerClient(pattern.container),
  }));
  const { onWritten } = context;
  const isTold =
    onWritten !== undefined && [...functions.values()].every(({ storage }) => storage === connections.own);
  const scanner = new BlobScanner(watched, receipts, handOn, context.log, isTold);
  onWritten?.((containers) => {
    if (watched.some(({ pattern }) => containers.includes(pattern.container))) scanner.poke();
  });
  return { listener, scanner, lags: () => backlog > 0 };
}

function patternOf(target: AppFunction): BlobPattern {
  try {
    return parseBlobPattern(String(target.trigger.path));
  } catch (error) {
    throw new RuntimeStartError(`The path of the blob trigger ${target.name}: ${asError(error).message}.`);
  }
}

function parsed({ messageText }: { readonly messageText: string }): BlobMessage {
  return JSON.parse(Buffer.from(messageText, 'base64').toString('utf8')) as BlobMessage;
}

function blobMessage({ functionId, container, name, etag }: BlobVersion, blobType: string): BlobMessage {
  return {
    Type: 'BlobTrigger',
    FunctionId: functionId,
    BlobType: blobType,
    ContainerName: container,
    BlobName: name,
    ETag: etag,
  };
}

async function call(
  { worker, clients, settings, blobContents, log }: TriggerContext,
  { target, pattern, storage }: BlobFunction,
  { ContainerName, BlobName, ETag }: BlobMessage,
  attempt: number,
): Promise<void> {
  const client = storage.blobs.getContainerClient(ContainerName).getBlobClient(BlobName);
  const parameters = pattern.match(BlobName);
  const version = await (blobContents ? download(client, ETag) : describe(client, ETag));
  if (version === undefined || parameters === undefined) return;
  const { bytes, properties } = version;
  const about: Record<string, TypedData> = {
    ...Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, { string: value }])),
    BlobTrigger: { string: `${ContainerName}/${BlobName}` },
    Uri: { string: client.url },
    Properties: { json: JSON.stringify(propertiesForTrigger(properties)) },
    Metadata: { json: JSON.stringify(properties.metadata ?? {}) },
  };
  try {
    await worker.invoke(
      target.metadata,
      { [target.triggerName]: { bytes }, ...clients.inputs(target) },
      about,
    );
  } catch (error) {
    log('error', `${asError(error).message} (try ${attempt} of ${settings.blobs.poisonBlobThreshold})`, {
      source: 'app',
      functionName: target.name,
    });
    throw error;
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

function download(client: BlobClient, ETag: string): Promise<Version | undefined> {
  return ofVersion(async () => {
    const properties = await client.download(0, undefined, { conditions: { ifMatch: ETag } });
    const chunks: Buffer[] = [];
    for await (const chunk of properties.readableStreamBody ?? []) chunks.push(Buffer.from(chunk));
    return { bytes: Buffer.concat(chunks), properties };
  });
}

/** Without its bytes. */
function describe(client: BlobClient, ETag: string): Promise<Version | undefined> {
  return ofVersion(async () => ({
    bytes: Buffer.alloc(0),
    properties: await client.getProperties({ conditions: { ifMatch: ETag } }),
  }));
}

/** Undefined if that version is gone or has changed since; a changed version has a message of its own. */
async function ofVersion(read: () => Promise<Version>): Promise<Version | undefined> {
  try {
    return await read();
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
