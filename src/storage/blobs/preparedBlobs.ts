import type { Content } from '../../domain/audit/contents';
import { sha256Of } from './hash';
import { type BlobKind, jsonType } from './jsonBlobs';
import type { SealedBlobs } from './sealedBlobs';

/** A blob that is about to be written. */
export interface BlobParts {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly kind: Omit<BlobKind, 'metadata'>;
}

/** Blobs that are about to be written. */
export interface PreparedBlobs {
  readonly contents: readonly Content[];
  /** One after the other; write-once. @returns whether nothing of it was there */
  store(): Promise<boolean>;
}

export function jsonBlob(name: string, value: unknown): BlobParts {
  return { name, bytes: Buffer.from(JSON.stringify(value)), kind: { contentType: jsonType } };
}

export async function preparedBlobs(blobs: SealedBlobs, parts: readonly BlobParts[]): Promise<PreparedBlobs> {
  const container = blobs.container.containerName;
  const hashed: { part: BlobParts; sha256: string }[] = [];
  for (const part of parts) hashed.push({ part, sha256: await sha256Of(part.bytes) });
  return {
    contents: hashed.map(({ part: { name }, sha256 }) => ({ container, name, sha256 })),
    store: async () => {
      let isNew = true;
      for (const { part, sha256 } of hashed) {
        const { name, bytes, kind } = part;
        if (!(await blobs.create(name, bytes, kind, sha256))) isNew = false;
      }
      return isNew;
    },
  };
}
