import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { TableClient, TableServiceClient } from '@azure/data-tables';
import type { BlobClient } from '@azure/storage-blob';
import { partsIn } from '../../src/storage/images/parts';
import type { AppRuntime } from './appRuntime';

export interface Kept {
  readonly where: string;
  readonly bytes: Uint8Array;
}

/**
 * Everything that the app left behind: names, contents, metadata and headers of blobs, with compressed ones
 * unpacked; messages of queues; rows of tables; the runtime's own database; the log.
 */
export async function everythingKept(running: AppRuntime): Promise<Kept[]> {
  return [
    ...(await blobs(running)),
    ...(await messages(running)),
    ...(await rows(running)),
    ...files(running.dataDirectory, /^hub\.sqlite/),
    ...running.log.map((line, at) => ({ where: `log line ${at}`, bytes: Buffer.from(line) })),
  ];
}

async function blobs({ blobs: service }: AppRuntime): Promise<Kept[]> {
  const kept: Kept[] = [];
  for await (const { name: container } of service.listContainers()) {
    const client = service.getContainerClient(container);
    for await (const { name, metadata, properties } of client.listBlobsFlat({ includeMetadata: true })) {
      const where = `${container}/${name}`;
      const { contentDisposition, contentType } = properties;
      const about = JSON.stringify({ container, name, metadata, contentDisposition, contentType });
      kept.push({ where: `${where} (name)`, bytes: Buffer.from(about) });
      const bytes = await downloaded(client.getBlobClient(name));
      if (bytes === undefined) continue;
      kept.push({ where, bytes }, ...unpacked(where, bytes));
      for (const part of partsIn(metadata?.parts) ?? [])
        kept.push(
          ...unpacked(`${where} ${part.name}`, bytes.subarray(part.offset, part.offset + part.bytes)),
        );
    }
  }
  return kept;
}

/** Undefined for what was removed since it was listed: notes of the accounts, tiles that others replace. */
async function downloaded(blob: BlobClient): Promise<Buffer | undefined> {
  try {
    return await blob.downloadToBuffer();
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode === 404) return undefined;
    throw error;
  }
}

function unpacked(where: string, bytes: Buffer): Kept[] {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return [];
  return [{ where: `${where} (unpacked)`, bytes: gunzipSync(bytes) }];
}

async function messages({ queues }: AppRuntime): Promise<Kept[]> {
  const kept: Kept[] = [];
  for await (const { name } of queues.listQueues()) {
    const { receivedMessageItems } = await queues
      .getQueueClient(name)
      .receiveMessages({ numberOfMessages: 32, visibilityTimeout: 1 });
    for (const { messageText } of receivedMessageItems)
      kept.push(
        { where: `queue ${name}`, bytes: Buffer.from(messageText) },
        { where: `queue ${name} (decoded)`, bytes: Buffer.from(messageText, 'base64') },
      );
  }
  return kept;
}

async function rows({ settings: { storage } }: AppRuntime): Promise<Kept[]> {
  if (storage.kind !== 'connection-string') throw new Error('the embedded runtime has a connection string');
  const { connectionString } = storage;
  const options = { allowInsecureConnection: true };
  const kept: Kept[] = [];
  for await (const { name = '' } of TableServiceClient.fromConnectionString(
    connectionString,
    options,
  ).listTables())
    for await (const row of TableClient.fromConnectionString(connectionString, name, options).listEntities())
      kept.push({ where: `table ${name}`, bytes: Buffer.from(JSON.stringify(row)) });
  return kept;
}

function files(folder: string, wanted: RegExp): Kept[] {
  return readdirSync(folder)
    .filter((name) => wanted.test(name))
    .map((name) => ({ where: name, bytes: readFileSync(path.join(folder, name)) }));
}
