import type { ContainerClient } from '@azure/storage-blob';
import type { Content } from '../domain/audit/contents';
import { sha256Of } from './hash';
import { createBytes, jsonType } from './jsonBlobs';

/** A blob that is about to be written. */
export interface BlobParts {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly contentEncoding?: string;
}

/** Blobs that are about to be written. */
export interface PreparedBlobs {
  readonly contents: readonly Content[];
  /** One after the other; write-once. */
  store(): Promise<void>;
}

export function jsonBlob(name: string, value: unknown): BlobParts {
  return { name, bytes: Buffer.from(JSON.stringify(value)), contentType: jsonType };
}

export async function preparedBlobs(
  container: ContainerClient,
  blobs: readonly BlobParts[],
): Promise<PreparedBlobs> {
  const contents: Content[] = [];
  for (const { name, bytes } of blobs)
    contents.push({ container: container.containerName, name, sha256: await sha256Of(bytes) });
  return {
    contents,
    store: async () => {
      for (const { name, bytes, contentType, contentEncoding } of blobs)
        await createBytes(container, name, bytes, contentType, contentEncoding);
    },
  };
}
