import type { ContainerClient } from '@azure/storage-blob';
import { type SiteStanding, siteStandingSchema } from '../../domain/models/modelStanding';
import { blobNamed, blockBlobNamed } from '../blobs/blobAddress';
import { join } from '../blobs/join';
import { createBytes, hasStatus, plainForm, updateJson } from '../blobs/jsonBlobs';

/** A blob as listed in the container. */
export interface ListedBlob {
  readonly name: string;
  readonly etag: string;
  readonly bytes: number;
}

/** The site's `models` container: `{id}/{version}/…`, and what each model may do, `standing/{id}.json`. */
export class ModelContainer {
  constructor(private readonly container: ContainerClient) {}

  /** Identifies this site's container to caches of its content. */
  get address(): string {
    return this.container.url;
  }

  exists(): Promise<boolean> {
    return this.container.exists();
  }

  /** Everything in it; empty if the container does not exist yet. */
  async list(): Promise<ListedBlob[]> {
    const listed: ListedBlob[] = [];
    try {
      for await (const { name, properties } of this.container.listBlobsFlat())
        listed.push({ name, etag: properties.etag, bytes: properties.contentLength ?? 0 });
    } catch (error) {
      if (!hasStatus(error, 404)) throw error;
    }
    return listed;
  }

  /** The listed version of a blob. @throws RestError if it was replaced or removed since */
  async read({ name, etag }: Pick<ListedBlob, 'name' | 'etag'>): Promise<Buffer> {
    const blob = blobNamed(this.container, name);
    const { readableStreamBody } = await blob.download(0, undefined, { conditions: { ifMatch: etag } });
    return join(readableStreamBody as unknown as AsyncIterable<Uint8Array>);
  }

  /**
   * A file of a version whose manifest is not there yet. Overwrites: an earlier try may have left another
   * one.
   */
  async put(name: string, bytes: Uint8Array): Promise<void> {
    const blob = blockBlobNamed(this.container, name);
    await blob.uploadData(bytes, { blobHTTPHeaders: { blobContentType: typeOf(name) } });
  }

  /** Write-once: false if the name is taken. */
  create(name: string, bytes: Uint8Array): Promise<boolean> {
    return createBytes(this.container, name, bytes, { contentType: typeOf(name) });
  }

  changeStanding(
    id: string,
    change: (record: SiteStanding | undefined) => SiteStanding,
  ): Promise<SiteStanding | undefined> {
    return updateJson(this.container, standingName(id), plainForm(siteStandingSchema), change);
  }
}

function typeOf(name: string): string {
  return name.endsWith('.json') ? 'application/json; charset=utf-8' : 'application/octet-stream';
}

/** The blob name of a model's standing. */
export function standingName(id: string): string {
  return `standing/${id}.json`;
}
