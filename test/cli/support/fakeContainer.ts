import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { type ContainerClient, RestError } from '@azure/storage-blob';

export interface FakeContainer {
  readonly client: ContainerClient;
  readonly blobs: Map<string, Buffer>;
  /** Names whose bytes were sent, in order. */
  readonly sent: string[];
}

/** A container in memory, with as much of the SDK's client as an upload needs. */
export function fakeContainer(before: (name: string) => Promise<void> = async () => {}): FakeContainer {
  const blobs = new Map<string, Buffer>();
  const sent: string[] = [];
  const etagOf = (name: string) => `"${createHash('md5').update(name).digest('hex')}"`;
  const put = async (name: string, bytes: Buffer) => {
    sent.push(name);
    await before(name);
    if (blobs.has(name)) throw new RestError('exists', { statusCode: 409 });
    blobs.set(name, bytes);
    return { etag: etagOf(name) };
  };
  const getBlockBlobClient = (name: string) => ({
    name,
    getProperties: async () => {
      if (!blobs.has(name)) throw new RestError('missing', { statusCode: 404 });
      return { etag: etagOf(name) };
    },
    uploadData: (bytes: Buffer) => put(name, bytes),
    uploadStream: async (stream: Readable) => {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      return put(name, Buffer.concat(chunks));
    },
  });
  const client = { containerName: 'incoming', getBlockBlobClient } as unknown as ContainerClient;
  return { client, blobs, sent };
}
