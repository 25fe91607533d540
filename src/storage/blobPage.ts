import type { BlobItem, ContainerClient } from '@azure/storage-blob';

/** As many names as the storage lists in one request. */
export const namesInPage = 5_000;

export interface BlobPage {
  readonly blobs: readonly BlobItem[];
  /** Where the next page begins; absent after the last one. */
  readonly next?: string;
}

interface PageOptions {
  readonly prefix?: string;
  /** From an earlier page. */
  readonly marker?: string | undefined;
}

/** One page of what a container holds, in the order of the names: one request. */
export async function blobPage(
  container: ContainerClient,
  { prefix, marker }: PageOptions = {},
): Promise<BlobPage> {
  const pages = container
    .listBlobsFlat({ includeMetadata: true, ...(prefix ? { prefix } : {}) })
    .byPage({ maxPageSize: namesInPage, ...(marker ? { continuationToken: marker } : {}) });
  const { value } = await pages.next();
  return pageOf(value?.segment.blobItems ?? [], value?.continuationToken);
}

/** The same without what lies in folders. */
export async function blobsBeside(container: ContainerClient, prefix: string): Promise<BlobPage> {
  const pages = container
    .listBlobsByHierarchy('/', { includeMetadata: true, prefix })
    .byPage({ maxPageSize: namesInPage });
  const { value } = await pages.next();
  return pageOf(value?.segment.blobItems ?? [], value?.continuationToken);
}

/** The page has all there is; undefined if there is more. */
export function whole({ blobs, next }: BlobPage): readonly BlobItem[] | undefined {
  return next === undefined ? blobs : undefined;
}

function pageOf(blobs: readonly BlobItem[], next: string | undefined): BlobPage {
  return { blobs, ...(next ? { next } : {}) };
}
