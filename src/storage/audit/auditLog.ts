import { buffer } from 'node:stream/consumers';
import type { BlobClient, ContainerClient } from '@azure/storage-blob';
import { type AuditHead, auditHeadSchema } from '../../domain/audit/auditHead';
import { createBytes, hasStatus } from '../blobs/jsonBlobs';
import { AuditAnnouncements } from './auditAnnouncements';
import { recordName } from './auditRecords';
import { containerOfLog, containersOfLog } from './partialTiles';

const leaseSeconds = 15;
const readsAtOnce = 24;
const headName = 'head.json';
const checkpointName = 'checkpoint';
const textType = 'text/plain; charset=utf-8';

/** Implements the audit's `LogStore`. */
export class AuditLog {
  private readonly announcements: AuditAnnouncements;

  /** @param partial where partial tiles and bundles lie */
  constructor(
    private readonly container: ContainerClient,
    private readonly partial: ContainerClient,
  ) {
    this.announcements = new AuditAnnouncements(container);
  }

  /** A lease on the empty blob `sequencer`. */
  async lease(): Promise<{ renew(): Promise<boolean>; release(): Promise<void> } | undefined> {
    await createBytes(this.container, 'sequencer', Buffer.alloc(0), { contentType: textType });
    const lease = this.container.getBlobClient('sequencer').getBlobLeaseClient();
    try {
      await lease.acquireLease(leaseSeconds);
    } catch (error) {
      if (hasStatus(error, 409)) return undefined;
      throw error;
    }
    const unlessLost = async (action: () => Promise<unknown>) => {
      try {
        await action();
        return true;
      } catch (error) {
        if (hasStatus(error, 404, 409, 412)) return false;
        throw error;
      }
    };
    return {
      renew: () => unlessLost(() => lease.renewLease()),
      release: async () => {
        await unlessLost(() => lease.releaseLease());
      },
    };
  }

  async head(): Promise<{ head: AuditHead; tag: string; storedAt: number } | undefined> {
    const found = await readWhole(this.container.getBlobClient(headName));
    if (found === undefined) return undefined;
    const { bytes, tag, storedAt } = found;
    return { head: auditHeadSchema.parse(JSON.parse(bytes.toString('utf8'))), tag, storedAt };
  }

  swapHead(next: AuditHead, tag: string | undefined): Promise<boolean> {
    return this.swap(headName, JSON.stringify(auditHeadSchema.parse(next)), 'application/json', tag);
  }

  private async swap(name: string, text: string, type: string, tag: string | undefined): Promise<boolean> {
    try {
      await this.container.getBlockBlobClient(name).uploadData(Buffer.from(text), {
        conditions: tag === undefined ? { ifNoneMatch: '*' } : { ifMatch: tag },
        blobHTTPHeaders: { blobContentType: type },
      });
      return true;
    } catch (error) {
      if (hasStatus(error, 404, 409, 412)) return false;
      throw error;
    }
  }

  waiting(): Promise<{ eventIds: string[]; since: number }> {
    return this.announcements.waiting();
  }

  settled(): Promise<void> {
    return this.announcements.settled();
  }

  /** Recently announced events, sealed or not; for a read-only caller. */
  announced(): Promise<string[]> {
    return this.announcements.announced();
  }

  /** Those announced before that time, in milliseconds by the storage's clock. */
  announcedBefore(time: number): Promise<readonly { eventId: string; at: number }[]> {
    return this.announcements.announcedBefore(time);
  }

  async records(
    eventIds: readonly string[],
  ): Promise<{ eventId: string; bytes: Buffer; storedAt: number }[]> {
    const found: { eventId: string; bytes: Buffer; storedAt: number }[] = [];
    const left = [...eventIds];
    const readSome = async () => {
      for (let eventId = left.pop(); eventId !== undefined; eventId = left.pop()) {
        const record = await readWhole(this.container.getBlobClient(recordName(eventId)));
        if (record) found.push({ eventId, bytes: record.bytes, storedAt: record.storedAt });
      }
    };
    await Promise.all(Array.from({ length: readsAtOnce }, readSome));
    return found;
  }

  async read(path: string): Promise<Buffer | undefined> {
    return (await readWhole(this.#home(path).getBlobClient(path)))?.bytes;
  }

  #home(path: string): ContainerClient {
    return containerOfLog(path) === this.partial.containerName ? this.partial : this.container;
  }

  async *list(prefix: string): AsyncGenerator<string> {
    const containers = containersOfLog(prefix).map((name) =>
      name === this.partial.containerName ? this.partial : this.container,
    );
    for (const container of containers) yield* namesIn(container, prefix);
  }

  partials(): AsyncIterable<string> {
    return namesIn(this.partial);
  }

  async forget(path: string): Promise<void> {
    try {
      await this.partial.deleteBlob(path);
    } catch (error) {
      if (!hasStatus(error, 404)) throw error;
    }
  }

  async create(path: string, bytes: Buffer): Promise<void> {
    const contentType = path.startsWith('tile/') ? 'application/octet-stream' : textType;
    await createBytes(this.#home(path), path, bytes, { contentType });
  }

  async checkpoint(): Promise<{ note: string; tag: string } | undefined> {
    const found = await readWhole(this.container.getBlobClient(checkpointName));
    return found && { note: found.bytes.toString('utf8'), tag: found.tag };
  }

  publish(note: string, tag: string | undefined): Promise<boolean> {
    return this.swap(checkpointName, note, textType, tag);
  }
}

async function* namesIn(container: ContainerClient, prefix = ''): AsyncGenerator<string> {
  for await (const { name } of container.listBlobsFlat({ prefix })) yield name;
}

async function readWhole(
  blob: BlobClient,
): Promise<{ bytes: Buffer; tag: string; storedAt: number } | undefined> {
  try {
    const { readableStreamBody, etag, lastModified } = await blob.download();
    const bytes = await buffer(readableStreamBody as NodeJS.ReadableStream & AsyncIterable<Uint8Array>);
    return { bytes, tag: etag as string, storedAt: (lastModified as Date).getTime() };
  } catch (error) {
    if (hasStatus(error, 404)) return undefined;
    throw error;
  }
}
