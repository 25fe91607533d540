import type { BlobItem, ContainerClient } from '@azure/storage-blob';

/** As many names as the storage lists in one request. */
export const namesInPage = 5_000;

export interface BlobPage {
  readonly blobs: readonly BlobItem[];
  /** The names of folders, each with its `/`; none if what lies in them is listed. */
  readonly folders: readonly string[];
  /** How many names it has, those of folders among them. */
  readonly names: number;
  /** Where the next page begins; absent after the last one. */
  readonly next?: string;
}

interface PageOptions {
  readonly prefix?: string;
  /** From an earlier page. */
  readonly marker?: string | undefined;
  /** How many names at most. */
  readonly size?: number;
}

/** One page of what a container holds, in the order of the names: one request. */
export async function blobPage(
  container: ContainerClient,
  { prefix, marker, size = namesInPage }: PageOptions = {},
): Promise<BlobPage> {
  const pages = container
    .listBlobsFlat({ includeMetadata: true, ...(prefix ? { prefix } : {}) })
    .byPage({ maxPageSize: size, ...(marker ? { continuationToken: marker } : {}) });
  const { value } = await pages.next();
  return pageOf(value?.segment.blobItems ?? [], [], value?.continuationToken);
}

/** The same without what lies in folders. */
export async function blobsBeside(container: ContainerClient, prefix: string): Promise<BlobPage> {
  const pages = container
    .listBlobsByHierarchy('/', { includeMetadata: true, prefix })
    .byPage({ maxPageSize: namesInPage });
  const { value } = await pages.next();
  const folders = value?.segment.blobPrefixes?.map(({ name }: { name: string }) => name) ?? [];
  return pageOf(value?.segment.blobItems ?? [], folders, value?.continuationToken);
}

/** The page has all there is; undefined if there is more. */
export function whole(page: BlobPage): BlobPage | undefined {
  return page.next === undefined ? page : undefined;
}

function pageOf(blobs: readonly BlobItem[], folders: readonly string[], next: string | undefined): BlobPage {
  return { blobs, folders, names: blobs.length + folders.length, ...(next ? { next } : {}) };
}
