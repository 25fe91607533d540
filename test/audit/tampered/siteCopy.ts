import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { BlobServiceClient } from '@azure/storage-blob';
import type { BlobTree } from '../../../src/audit/verify/blobTree';
import type { FoundRow, IndexTable } from '../../../src/audit/verify/rows/verifyRows';
import type { IndexPartition } from '../../../src/domain/worklist/indexRow';
import { logContainer, partialContainer } from '../../../src/storage/audit/partialTiles';
import { readBytes } from '../../../src/storage/blobs/jsonBlobs';
import { connectStorage } from '../../../src/storage/connect';
import { containers } from '../../../src/storage/containers';
import { isPicturesPart, packedPartOf } from '../../../src/storage/images/imagePack';
import { namesInPack } from '../../../src/storage/images/namesInPack';
import { partsIn } from '../../../src/storage/images/parts';
import { UncheckedTable } from '../../../src/storage/worklist/indexTable';
import { worklistTable } from '../../../src/storage/worklist/worklistRows';

export interface KeptBlob {
  readonly bytes: Buffer;
  readonly metadata: Readonly<Record<string, string>>;
}

const hashes = new WeakMap<Buffer, string>();

function sha256(bytes: Buffer): string {
  const known = hashes.get(bytes) ?? createHash('sha256').update(bytes).digest('hex');
  hashes.set(bytes, known);
  return known;
}

/** Everything that a site or an exported folder keeps, in memory: blobs by `container/name`, rows by `partition/key`. */
export class SiteCopy implements BlobTree, IndexTable {
  constructor(
    readonly blobs: ReadonlyMap<string, KeptBlob>,
    readonly rows: ReadonlyMap<string, FoundRow> = new Map(),
  ) {}

  /** The same with some blobs and rows replaced, or removed where undefined. */
  with({ blobs, rows }: Changes): SiteCopy {
    return new SiteCopy(replaced(this.blobs, blobs), replaced(this.rows, rows));
  }

  async read(container: string, name: string): Promise<Buffer | undefined> {
    return this.#content(container, name);
  }

  async sha256(container: string, name: string): Promise<string | undefined> {
    const bytes = this.#content(container, name);
    return bytes && sha256(bytes);
  }

  /** A content of an image lies with others in one blob, but in an export. */
  #content(container: string, name: string): Buffer | undefined {
    const packed = container === containers.images ? packedPartOf(name) : undefined;
    const pack = packed && this.blobs.get(pathOf(container, packed.pack));
    if (packed === undefined || pack === undefined) return this.blobs.get(pathOf(container, name))?.bytes;
    const part = partsIn(pack.metadata.parts)?.find((one) => one.name === packed.part);
    // Pictures of a later visit lie beside it.
    if (part === undefined && isPicturesPart(packed.part))
      return this.blobs.get(pathOf(container, name))?.bytes;
    return part && pack.bytes.subarray(part.offset, part.offset + part.bytes);
  }

  async *list(container: string, prefix = ''): AsyncGenerator<string> {
    const start = pathOf(container, prefix);
    const skipped = pathOf(container, '').length;
    const names = [...this.blobs.keys()].filter((name) => name.startsWith(start)).sort();
    for (const path of names) {
      const { bytes, metadata } = this.blobs.get(path) as KeptBlob;
      const name = path.slice(skipped);
      if (container === containers.images) yield* namesInPack(name, bytes.length, metadata.parts);
      else yield name;
    }
  }

  async *all(): AsyncGenerator<FoundRow> {
    yield* this.rows.values();
  }

  async *partition(partition: IndexPartition): AsyncGenerator<FoundRow> {
    for (const row of this.rows.values()) if (row.partitionKey === partition) yield row;
  }

  async row(partition: IndexPartition, key: string): Promise<FoundRow | undefined> {
    return this.rows.get(`${partition}/${key}`);
  }
}

export interface Changes {
  readonly blobs: ReadonlyMap<string, KeptBlob | undefined>;
  readonly rows: ReadonlyMap<string, FoundRow | undefined>;
}

function pathOf(container: string, name: string): string {
  return container === '' ? name : `${container}/${name}`;
}

function replaced<T>(
  known: ReadonlyMap<string, T>,
  changes: ReadonlyMap<string, T | undefined>,
): ReadonlyMap<string, T> {
  if (changes.size === 0) return known;
  const next = new Map(known);
  for (const [name, value] of changes)
    if (value === undefined) next.delete(name);
    else next.set(name, value);
  return next;
}

export async function readSite(connectionString: string): Promise<SiteCopy> {
  const clients = connectStorage({ kind: 'connection-string', connectionString });
  const rows = new Map<string, FoundRow>();
  for await (const row of new UncheckedTable(clients.table(worklistTable)).all())
    rows.set(`${row.partitionKey}/${row.rowKey}`, row);
  return new SiteCopy(await readBlobs(clients.blobs), rows);
}

/** What of the log is not full yet is named as in an export, in the log's container. */
async function readBlobs(service: BlobServiceClient): Promise<Map<string, KeptBlob>> {
  const found: Promise<[string, KeptBlob]>[] = [];
  for await (const { name: container } of service.listContainers()) {
    const client = service.getContainerClient(container);
    for await (const { name, metadata = {} } of client.listBlobsFlat({ includeMetadata: true }))
      found.push(
        readBytes(client.getBlobClient(name)).then((bytes = Buffer.alloc(0)) => [
          `${container === partialContainer ? logContainer : container}/${name}`,
          { bytes, metadata },
        ]),
      );
  }
  return new Map(await Promise.all(found));
}

/** A folder: its files by their path in it. */
export function readFolder(folder: string): SiteCopy {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  const blobs = files.map(({ parentPath, name }): [string, KeptBlob] => {
    const file = path.join(parentPath, name);
    return [path.relative(folder, file), { bytes: readFileSync(file), metadata: {} }];
  });
  return new SiteCopy(new Map(blobs));
}
